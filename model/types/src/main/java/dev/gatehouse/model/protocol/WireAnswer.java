package dev.gatehouse.model.protocol;

import java.util.Map;

/// An HTTP answer, before the front door adds what every answer carries.
///
/// @param status the HTTP status
/// @param headers the headers the protocol asks for, `Content-Type` among them
/// @param body the body
@SuppressWarnings("ArrayRecordComponent") // never compared; copied once less
public record WireAnswer(int status, Map<String, String> headers, byte[] body) {}
