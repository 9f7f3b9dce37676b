package dev.gatehouse.pure.policy;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A pattern as an automaton whose states are bits: bit n is set when the first n characters of the pattern
/// are matched. A star lets its state stay. One character of text moves all states at once, 64 in a step.
/// Source: Baeza-Yates and Gonnet, "A New Approach to Text Searching" (shift-and).
final class Automaton implements Glob {
    private static final int WORD = Long.SIZE;

    private final int length;
    private final int words;
    /// By character, the states that it leads out of; for the others `anyOne`.
    private final Map<Character, long[]> leaving = new HashMap<>();
    private final long[] anyOne;
    private final long[] anyOneButColon;
    private final long[] staying;
    private final long[] stayingButColon;

    /// @param confined indexes of the wildcards that may not cover a colon
    Automaton(List<Template.Part> parts, BitSet confined) {
        this.length = parts.stream().mapToInt(Automaton::lengthOf).sum();
        this.words = length / WORD + 1;
        this.anyOne = new long[words];
        this.anyOneButColon = new long[words];
        this.staying = new long[words];
        this.stayingButColon = new long[words];
        int state = 0;
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case Template.Literal(String text) -> literal(text, state);
                case Template.One() -> set(confined.get(i) ? anyOneButColon : anyOne, state);
                case Template.Run() -> set(confined.get(i) ? stayingButColon : staying, state);
                case Template.Variable(String key, var _, var _) ->
                    throw new IllegalArgumentException(key + " has no value");
            }
            state += lengthOf(parts.get(i));
        }
    }

    private static int lengthOf(Template.Part part) {
        return switch (part) {
            case Template.Literal(String text) -> text.length();
            case Template.One() -> 1;
            case Template.Run(), Template.Variable _ -> 0;
        };
    }

    private void literal(String text, int from) {
        for (int i = 0; i < text.length(); i++) {
            set(leaving.computeIfAbsent(text.charAt(i), _ -> new long[words]), from + i);
        }
    }

    private static void set(long[] bits, int at) {
        bits[at / WORD] |= 1L << (at % WORD);
    }

    @Override
    public boolean matches(String text) {
        long[] states = new long[words];
        states[0] = 1;
        for (int i = 0; i < text.length(); i++) {
            if (!step(states, text.charAt(i))) {
                return false;
            }
        }
        return ((states[length / WORD] >>> (length % WORD)) & 1) != 0;
    }

    /// Moves all states by one character.
    ///
    /// @return false when none is left
    private boolean step(long[] states, char c) {
        long[] out = leaving.getOrDefault(c, anyOne);
        boolean colon = c == ':';
        long carry = 0;
        long alive = 0;
        for (int word = 0; word < words; word++) {
            long now = states[word];
            long moving = now & (out[word] | anyOne[word] | (colon ? 0 : anyOneButColon[word]));
            states[word] = (moving << 1) | carry | (now & (staying[word] | (colon ? 0 : stayingButColon[word])));
            carry = moving >>> (WORD - 1);
            alive |= states[word];
        }
        return alive != 0;
    }
}
