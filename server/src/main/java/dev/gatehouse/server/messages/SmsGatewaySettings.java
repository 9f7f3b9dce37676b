package dev.gatehouse.server.messages;

import dev.gatehouse.server.seal.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How to reach the gateway that sends text messages.
///
/// @param url where to post; `https`, or `http` to this machine
/// @param format what the body is
/// @param body the body with `{phone}`, `{text}` and `{sender}` where the values go; in JSON only inside texts
/// @param sender what stands for `{sender}`
/// @param header a header with a secret that proves who sends
/// @param timeout the longest wait for a connection and for each answer
/// @param retries further tries when the gateway cannot be reached or is too busy
public record SmsGatewaySettings(
        URI url, Format format, String body, String sender, Optional<Header> header, Duration timeout, int retries) {

    /// What the body is.
    public enum Format {
        /// A JSON object.
        JSON("application/json"),
        /// Form fields, percent-encoded.
        FORM("application/x-www-form-urlencoded");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    /// A header with a secret.
    ///
    /// @param name its name
    /// @param value the secret
    public record Header(String name, Secret value) {}
}
