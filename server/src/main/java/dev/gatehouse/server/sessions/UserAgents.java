package dev.gatehouse.server.sessions;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names browser or app and operating system from a `User-Agent` header (RFC 9110 section 10.1.5), for people to read.
/// Pure. Nothing is decided from it.
final class UserAgents {
    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();
    private static final Pattern PRODUCT = Pattern.compile("([A-Za-z][A-Za-z0-9._-]{0,63})(?:[/ ;(].*)?");

    static {
        // in this order: each of the first also names some that follow
        BROWSERS.put("edg/", "Edge");
        BROWSERS.put("edga/", "Edge");
        BROWSERS.put("edgios/", "Edge");
        BROWSERS.put("opr/", "Opera");
        BROWSERS.put("samsungbrowser/", "Samsung Internet");
        BROWSERS.put("firefox/", "Firefox");
        BROWSERS.put("fxios/", "Firefox");
        BROWSERS.put("crios/", "Chrome");
        BROWSERS.put("chrome/", "Chrome");
        BROWSERS.put("safari/", "Safari");
        SYSTEMS.put("iphone", "iOS");
        SYSTEMS.put("ipad", "iPadOS");
        SYSTEMS.put("android", "Android");
        SYSTEMS.put("cros ", "ChromeOS");
        SYSTEMS.put("macintosh", "macOS");
        SYSTEMS.put("os/macos", "macOS");
        SYSTEMS.put("darwin", "macOS");
        SYSTEMS.put("windows", "Windows");
        SYSTEMS.put("linux", "Linux");
    }

    private UserAgents() {}

    /// `Chrome on Windows`, `aws-cli on Linux`, either alone, or `unknown`.
    static String describe(@Nullable String userAgent) {
        String given = userAgent == null ? "" : userAgent.strip();
        String text = given.toLowerCase(Locale.ROOT);
        Optional<String> program = text.startsWith("mozilla/") ? first(BROWSERS, text) : product(given);
        Optional<String> system = first(SYSTEMS, text);
        return program.map(name -> name + system.map(" on "::concat).orElse(""))
                .or(() -> system)
                .orElse(Location.UNKNOWN);
    }

    private static Optional<String> first(Map<String, String> names, String text) {
        return names.entrySet().stream()
                .filter(name -> text.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<String> product(String text) {
        Matcher product = PRODUCT.matcher(text);
        return product.matches() ? Optional.of(product.group(1)) : Optional.empty();
    }
}
