package dev.gatehouse.server.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Looks one field up in a form-encoded text, without reading the rest.
final class FormFields {
    private FormFields() {}

    /// The first value of a field; empty when it is missing or not rightly encoded.
    ///
    /// @param form the form-encoded text
    /// @param name a name of letters and digits, which need no encoding
    static Optional<String> first(String form, String name) {
        int from = 0;
        while (from <= form.length()) {
            int end = form.indexOf('&', from);
            if (end < 0) {
                end = form.length();
            }
            if (form.startsWith(name, from) && from + name.length() < end && form.charAt(from + name.length()) == '=') {
                return decode(form.substring(from + name.length() + 1, end));
            }
            from = end + 1;
        }
        return Optional.empty();
    }

    private static Optional<String> decode(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
