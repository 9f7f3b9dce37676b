package dev.gatehouse.pure.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the operator says of tables: the partition key of each, and of its indexes. A request does not tell
/// which of
/// two attributes is the partition key.
///
/// @param partitionKeys `Table` or `Table/Index` to the attribute
public record Tables(Map<String, String> partitionKeys) {
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)?):(.+)");

    public Tables {
        partitionKeys = Map.copyOf(partitionKeys);
    }

    /// Reads `Notes:owner, Notes/byDay:day`.
    ///
    /// @return empty when the text has another form
    public static Optional<Tables> parse(String text) {
        Map<String, String> keys = new HashMap<>();
        for (String entry : text.split(",", -1)) {
            var matcher = ENTRY.matcher(entry.strip());
            if (!matcher.matches()
                    || keys.put(matcher.group(1), matcher.group(2).strip()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Tables(keys));
    }

    Optional<String> partitionKey(String table) {
        return Optional.ofNullable(partitionKeys.get(table));
    }
}
