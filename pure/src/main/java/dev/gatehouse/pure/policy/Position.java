package dev.gatehouse.pure.policy;

/// A place in the text of a policy, as SimulatePrincipalPolicy tells it.
///
/// @param line from 1
/// @param column from 1
public record Position(int line, int column) {

    static Position of(String text, int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Position(line, offset - lineStart + 1);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
