package dev.gatehouse.bench.policy;

import java.util.random.RandomGenerator;

/// Changes texts a little.
final class Bending {
    private Bending() {}

    /// A text with a wildcard or two in place of some characters; seldom one that no longer fits.
    static String bent(String text, RandomGenerator random) {
        String bent = once(text, random);
        return random.nextInt(3) == 0 ? once(bent, random) : bent;
    }

    private static String once(String text, RandomGenerator random) {
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(text.length() - from + 1);
        String head = text.substring(0, from);
        String tail = text.substring(to);
        return switch (random.nextInt(8)) {
            case 0, 1 -> head + "*" + tail;
            case 2 -> head + "*";
            case 3 -> "*" + tail;
            case 4 -> head + "?" + text.substring(Math.min(from + 1, text.length()));
            case 5 -> head + "?".repeat(to - from) + tail;
            case 6 -> head + "x" + tail;
            default -> text;
        };
    }
}
