package dev.gatehouse.server.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where settings come from: the command line wins over the environment, the environment over the file.
///
/// Records ask for their keys; what was set and never asked for is unknown and refuses to start ({@link #finish}).
/// A key `store.poolSize` is `GATEHOUSE_STORE_POOL_SIZE` in the environment.
final class Source {
    private static final String PREFIX = "GATEHOUSE_";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KiB|MiB|)");

    /// A value as it was written.
    ///
    /// @param text the value
    /// @param origin the file and line, the environment, or the command line
    /// @param name the key as it is called there
    record Value(String text, String origin, String name) {}

    private final Map<String, Value> file;
    private final Map<String, Value> environment;
    private final Map<String, Value> options;
    private final Set<String> asked = new HashSet<>();

    /// @param file dotted keys of the settings file
    /// @param environment the process environment; only `GATEHOUSE_` names matter
    /// @param options dotted keys given on the command line
    Source(Map<String, Value> file, Map<String, String> environment, Map<String, String> options) {
        this.file = file;
        this.environment = new LinkedHashMap<>();
        environment.forEach((name, text) -> {
            if (name.startsWith(PREFIX)) {
                this.environment.put(name, new Value(text, "environment", name));
            }
        });
        this.options = new LinkedHashMap<>();
        options.forEach((key, text) -> this.options.put(key, new Value(text, "command line", key)));
    }

    /// The name of a key in the environment.
    static String environmentName(String key) {
        String snake = key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_');
        return PREFIX + snake.toUpperCase(Locale.ROOT);
    }

    Optional<Value> find(String key) {
        asked.add(key);
        Value option = options.get(key);
        if (option != null) {
            return Optional.of(option);
        }
        Value variable = environment.get(environmentName(key));
        return Optional.ofNullable(variable != null ? variable : file.get(key));
    }

    Optional<String> text(String key) {
        return find(key).map(value -> {
            if (value.text().isBlank()) {
                throw refusal(value, "is empty");
            }
            return value.text();
        });
    }

    String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    Optional<SecretText> secret(String key) {
        return text(key).map(SecretText::new);
    }

    /// A secret that is the first line of the file a key names.
    Optional<SecretText> secretFile(String key) {
        return path(key).map(path -> {
            try (var lines = Files.lines(path)) {
                return new SecretText(lines.findFirst()
                        .filter(line -> !line.isEmpty())
                        .orElseThrow(() -> refuse(key, "names an empty file")));
            } catch (IOException | UncheckedIOException unreadable) {
                throw refuse(key, "cannot be read: " + path);
            }
        });
    }

    Optional<Path> path(String key) {
        return text(key).map(Path::of);
    }

    boolean flag(String key, boolean fallback) {
        return find(key)
                .map(value -> switch (value.text()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw refusal(value, "must be true or false");
                })
                .orElse(fallback);
    }

    int number(String key, int fallback, int least, int most) {
        return find(key).map(value -> number(value, least, most)).orElse(fallback);
    }

    private static int number(Value value, int least, int most) {
        try {
            int number = Integer.parseInt(value.text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw refusal(value, "must be a whole number");
        }
        throw refusal(value, "must be from " + least + " to " + most);
    }

    Duration duration(String key, Duration fallback) {
        return find(key)
                .map(value -> {
                    Matcher parts = DURATION.matcher(value.text());
                    if (!parts.matches()) {
                        throw refusal(value, "must be a duration such as 15s, 500ms, 2m or 1h");
                    }
                    long count = Long.parseLong(parts.group(1));
                    return switch (parts.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofHours(count);
                    };
                })
                .map(duration -> positive(key, duration))
                .orElse(fallback);
    }

    private Duration positive(String key, Duration duration) {
        if (duration.isZero()) {
            throw refuse(key, "must be longer than nothing");
        }
        return duration;
    }

    /// A number of bytes: plain, or with `KiB` or `MiB` behind it.
    int size(String key, int fallback, int most) {
        return find(key)
                .map(value -> {
                    Matcher parts = SIZE.matcher(value.text());
                    if (!parts.matches()) {
                        throw refusal(value, "must be a size such as 65536, 64KiB or 1MiB");
                    }
                    int unit = parts.group(2).equals("MiB")
                            ? 1 << 20
                            : parts.group(2).equals("KiB") ? 1 << 10 : 1;
                    long bytes = Long.parseLong(parts.group(1)) * unit;
                    if (bytes < 1 || bytes > most) {
                        throw refusal(value, "must be from 1 to " + most + " bytes");
                    }
                    return (int) bytes;
                })
                .orElse(fallback);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        return find(key)
                .map(value -> {
                    for (E constant : type.getEnumConstants()) {
                        if (word(constant).equals(value.text())) {
                            return constant;
                        }
                    }
                    throw refusal(value, "must be one of " + words(type));
                })
                .orElse(fallback);
    }

    private static String words(Class<? extends Enum<?>> type) {
        StringBuilder words = new StringBuilder();
        for (Enum<?> constant : type.getEnumConstants()) {
            words.append(words.isEmpty() ? "" : ", ").append(word(constant));
        }
        return words.toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// An absolute `http` or `https` URL without a path, as text without a trailing slash.
    Optional<URI> baseUrl(String key) {
        return find(key).map(value -> {
            try {
                URI url = new URI(value.text().replaceFirst("/$", ""));
                boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
                boolean bare = url.getRawPath() == null || url.getRawPath().isEmpty();
                if (web && url.getHost() != null && bare && url.getQuery() == null && url.getFragment() == null) {
                    return url;
                }
            } catch (URISyntaxException notAUrl) {
                throw refusal(value, "is not a URL");
            }
            throw refusal(value, "must be an http or https URL without a path");
        });
    }

    /// Whether the host of a URL is this machine. No name is looked up but `localhost`: what a name leads to may
    /// change.
    static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9]+(\\.[0-9]+){3}");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    /// The text of a key that must have a form.
    String matching(String key, String fallback, Pattern form, String description) {
        return find(key)
                .map(value -> {
                    if (!form.matcher(value.text()).matches()) {
                        throw refusal(value, "must be " + description);
                    }
                    return value.text();
                })
                .orElse(fallback);
    }

    /// Refuses two keys of which exactly one, or none, may be set.
    void notBoth(String one, String other) {
        if (find(one).isPresent() && find(other).isPresent()) {
            throw refuse(one, "and " + other + " cannot both be set");
        }
    }

    /// Refuses a key that makes sense only with another one.
    void needs(String key, String other) {
        if (find(key).isPresent() && find(other).isEmpty()) {
            throw refuse(key, "needs " + other);
        }
    }

    /// A refusal of a key, wherever it was set.
    SettingsException refuse(String key, String why) {
        return find(key)
                .map(value -> refusal(value, why))
                .orElseGet(() -> new SettingsException("settings: " + key + " " + why));
    }

    private static SettingsException refusal(Value value, String why) {
        return new SettingsException(value.origin() + ": " + value.name() + " " + why);
    }

    /// Refuses what was set but is no setting.
    void finish() {
        Set<String> variables = new HashSet<>();
        asked.forEach(key -> variables.add(environmentName(key)));
        options.forEach((key, value) -> known(asked.contains(key), value));
        environment.forEach((name, value) -> known(variables.contains(name), value));
        file.forEach((key, value) -> known(asked.contains(key), value));
    }

    private static void known(boolean known, Value value) {
        if (!known) {
            throw refusal(value, "is not a setting");
        }
    }
}
