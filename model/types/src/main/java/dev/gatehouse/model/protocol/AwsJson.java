package dev.gatehouse.model.protocol;

import dev.gatehouse.model.json.RawJson;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;
import java.util.Map;

/// AWS JSON 1.1: one JSON object as body, both ways.
final class AwsJson implements Binding {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final int OK = 200;

    @Override
    public <I extends Shape> I decode(Operation<I, ?> operation, WireRequest request) {
        return Requests.make(operation, RawJson.read(operation.input(), request.body()));
    }

    @Override
    public <O extends Shape> WireAnswer encode(Operation<?, O> operation, O answer, String requestId) {
        return answer(CONTENT_TYPE, operation.output(), answer, requestId);
    }

    @Override
    public WireAnswer encodeError(Service service, ServiceException error, String requestId) {
        return error(CONTENT_TYPE, error, requestId);
    }

    /// The answer of both JSON protocols; where the model has no output, there is no body.
    static <O extends Shape> WireAnswer answer(String contentType, Codec<O> codec, O answer, String requestId) {
        byte[] body = codec.isModelled() ? ShapeJson.write(codec, answer) : new byte[0];
        return new WireAnswer(OK, Headers.of(contentType, requestId), body);
    }

    /// The error answer of both JSON protocols; the colon after the code stands in the live service's answers.
    static WireAnswer error(String contentType, ServiceException error, String requestId) {
        Map<String, String> headers = Headers.of(contentType, requestId);
        headers.put("x-amzn-ErrorType", error.code() + ":");
        headers.put("x-amzn-ErrorMessage", Headers.safe(error.text()));
        byte[] body = ShapeJson.error(error.code(), error.text(), error.details());
        return new WireAnswer(error.httpStatus(), headers, body);
    }
}
