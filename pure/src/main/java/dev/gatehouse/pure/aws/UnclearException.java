package dev.gatehouse.pure.aws;

/// Reading stops here; the reading is {@link Reading.Unclear}.
final class UnclearException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    UnclearException(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
