package dev.gatehouse.server.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Cuts a file into records: by line ends (LF or CR LF), but for those inside quotes. Knows where each begins, in
/// bytes and in lines. What cannot be a record costs one line, never the lines after it.
final class Records {
    /// The longest record, in characters (developer guide).
    static final int LONGEST = 16_000;

    private static final int LONGEST_BYTES = 4 * LONGEST;
    private static final String TOO_LONG = "The line is longer than " + LONGEST + " characters.";

    private final Source file;
    private long nextByte;
    private long nextLine;

    /// @param nextByte where to begin
    /// @param nextLine the number of the line there, from 1
    Records(Source file, long nextByte, long nextLine) {
        this.file = file;
        this.nextByte = nextByte;
        this.nextLine = nextLine;
    }

    /// The bytes of a file.
    @FunctionalInterface
    interface Source {
        /// Where the file ends.
        int END = -1;

        /// The byte at a position, 0 to 255, or {@link #END}.
        int at(long position);
    }

    /// A record as it stands in the file.
    sealed interface Found {
        /// The line it begins on, from 1.
        long line();
    }

    /// One that can be read on.
    record Text(long line, String text) implements Found {}

    /// One that is not text, or too long.
    record Broken(long line, String why) implements Found {}

    /// Where the record after the last one returned begins.
    long nextByte() {
        return nextByte;
    }

    /// The line the record after the last one returned begins on.
    long nextLine() {
        return nextLine;
    }

    /// The next record; empty ones are passed over. Empty at the end of the file.
    Optional<Found> next() {
        while (file.at(nextByte) != Source.END) {
            Optional<Found> found = one();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> one() {
        long begin = nextByte;
        long line = nextLine;
        long firstEnd = -1;
        int lines = 0;
        boolean quoted = false;
        boolean mayOpen = true;
        for (long at = begin; ; at++) {
            int next = file.at(at);
            if (next == Source.END) {
                return quoted && firstEnd >= 0
                        ? Optional.of(oneLine(line, firstEnd, "A quote is not closed."))
                        : text(begin, at, at, lines);
            }
            if (at - begin > LONGEST_BYTES) {
                return Optional.of(oneLine(line, firstEnd >= 0 ? firstEnd : lineEnd(at), TOO_LONG));
            }
            if (next == '\n') {
                if (!quoted) {
                    return text(begin, at, at + 1, lines + 1);
                }
                firstEnd = firstEnd < 0 ? at : firstEnd;
                lines++;
            }
            // two quotes inside quotes close and open again
            boolean quote = next == '"' && (quoted || mayOpen);
            mayOpen = next == ',' || (quote && quoted);
            quoted ^= quote;
        }
    }

    private Optional<Found> text(long begin, long end, long after, int lines) {
        long line = nextLine;
        nextByte = after;
        nextLine += lines;
        long last = end > begin && file.at(end - 1) == '\r' ? end - 1 : end;
        return last == begin ? Optional.empty() : Optional.of(decoded(line, begin, (int) (last - begin)));
    }

    private Found decoded(long line, long begin, int length) {
        byte[] record = new byte[length];
        for (int i = 0; i < length; i++) {
            record[i] = (byte) file.at(begin + i);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
            return text.length() > LONGEST ? new Broken(line, TOO_LONG) : new Text(line, text);
        } catch (CharacterCodingException e) {
            return new Broken(line, "The line is not UTF-8.");
        }
    }

    private Found oneLine(long line, long end, String why) {
        nextByte = end + 1;
        nextLine = line + 1;
        return new Broken(line, why);
    }

    private long lineEnd(long from) {
        long at = from;
        while (file.at(at) != '\n' && file.at(at) != Source.END) {
            at++;
        }
        return at;
    }
}
