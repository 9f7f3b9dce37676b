package dev.gatehouse.pure.policy;

/// Ends the reading of a document; turned into a {@link Parsed.Bad} at the room's door.
final class Malformed extends Exception {
    private final String place;

    /// @param what is wrong, in AWS's words where they are known
    /// @param place where, empty when it is the whole document
    Malformed(String what, String place) {
        super(what, null, false, false);
        this.place = place;
    }

    String what() {
        return String.valueOf(getMessage());
    }

    String place() {
        return place;
    }

    /// A fault that AWS has no words of its own for.
    static Malformed syntax(String what, String place) {
        return new Malformed("Syntax errors in policy. " + what, place);
    }
}
