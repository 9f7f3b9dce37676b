package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A pattern as the pieces between its stars. The first stands at the start of a text, the last at its end,
/// the others where they are found first: when any arrangement fits, that one does.
///
/// @param pieces one more than there are stars
record Pieces(List<Piece> pieces) implements Glob {
    /// Finding a piece costs at most its length for every character of the text.
    private static final int SHORT = 64;

    /// Never changed.
    private static final BitSet NO_ONES = new BitSet(0);

    /// Characters, and where any one will do.
    ///
    /// @param ones places of `?` in the text
    private record Piece(String text, BitSet ones) {

        boolean standsAt(String other, int at) {
            if (ones.isEmpty()) {
                return other.startsWith(text, at);
            }
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) != other.charAt(at + i) && !ones.get(i)) {
                    return false;
                }
            }
            return true;
        }

        int find(String other, int from, int end) {
            if (ones.isEmpty()) {
                return from <= end ? other.indexOf(text, from, end) : -1;
            }
            for (int at = from; at + text.length() <= end; at++) {
                if (standsAt(other, at)) {
                    return at;
                }
            }
            return -1;
        }
    }

    static Pieces of(List<Template.Part> parts) {
        List<Piece> pieces = new ArrayList<>();
        var text = new StringBuilder();
        BitSet ones = NO_ONES;
        for (Template.Part part : parts) {
            switch (part) {
                case Template.Literal(String literal) -> text.append(literal);
                case Template.One() -> {
                    ones = ones.isEmpty() ? new BitSet() : ones;
                    ones.set(text.length());
                    text.append('?');
                }
                case Template.Run() -> {
                    pieces.add(new Piece(text.toString(), ones));
                    text.setLength(0);
                    ones = NO_ONES;
                }
                case Template.Variable(String key, var _, var _) ->
                    throw new IllegalArgumentException(key + " has no value");
            }
        }
        pieces.add(new Piece(text.toString(), ones));
        return new Pieces(List.copyOf(pieces));
    }

    /// Whether those that have to be found are.
    boolean areShort() {
        return pieces.size() <= 2
                || pieces.stream().allMatch(piece -> piece.text().length() <= SHORT);
    }

    @Override
    public boolean matches(String text) {
        Piece first = pieces.getFirst();
        int at = first.text().length();
        if (pieces.size() == 1) {
            return text.length() == at && first.standsAt(text, 0);
        }
        Piece last = pieces.getLast();
        int end = text.length() - last.text().length();
        return end >= at && first.standsAt(text, 0) && last.standsAt(text, end) && innerFit(text, at, end);
    }

    private boolean innerFit(String text, int from, int end) {
        int at = from;
        for (int i = 1; i < pieces.size() - 1; i++) {
            Piece piece = pieces.get(i);
            int found = piece.find(text, at, end);
            if (found < 0) {
                return false;
            }
            at = found + piece.text().length();
        }
        return true;
    }
}
