package dev.gatehouse.server.tokens;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One value in a token's claims.
public sealed interface Claim {

    /// A JSON string.
    record Text(String value) implements Claim {}

    /// A JSON number without a fraction, such as a time in seconds since the epoch.
    record Whole(long value) implements Claim {}

    /// A JSON boolean.
    record Flag(boolean value) implements Claim {}

    /// A JSON array of strings.
    record Texts(List<String> values) implements Claim {
        /// Keeps its own copy.
        public Texts {
            values = List.copyOf(values);
        }
    }

    /// A JSON array of objects of strings and nulls, such as `identities`; members in the order of their map.
    record Objects(List<Map<String, Optional<String>>> values) implements Claim {
        /// Keeps its own copy.
        public Objects {
            values = List.copyOf(values);
        }
    }

    /// A JSON object of strings, such as `address`.
    record Members(Map<String, String> values) implements Claim {
        /// Keeps its own copy.
        public Members {
            values = Map.copyOf(values);
        }
    }
}
