package dev.gatehouse.server.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordsTest {
    @Test
    void cutsAtLineEndsOutsideOfQuotes() {
        assertThat(all("a,b\nc\r\n\n\"d\ne\",f\ng".getBytes(UTF_8)))
                .containsExactly(
                        new Records.Text(1, "a,b"),
                        new Records.Text(2, "c"),
                        new Records.Text(4, "\"d\ne\",f"),
                        new Records.Text(6, "g"));
    }

    @Test
    void anEmptyFileHasNone() {
        assertThat(all(new byte[0])).isEmpty();
        assertThat(all("\n\r\n\n".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void doubledQuotesDoNotEndAValue() {
        assertThat(all("\"a\"\"\nb\",c\nd".getBytes(UTF_8)))
                .containsExactly(new Records.Text(1, "\"a\"\"\nb\",c"), new Records.Text(3, "d"));
    }

    @Test
    void aQuoteInsideAValueOpensNothing() {
        assertThat(all("5\" pipe\nb".getBytes(UTF_8)))
                .containsExactly(new Records.Text(1, "5\" pipe"), new Records.Text(2, "b"));
    }

    @Test
    void aQuoteNobodyClosesCostsOneLine() {
        assertThat(all("a,\"b\nc\nd\n".getBytes(UTF_8)))
                .containsExactly(
                        new Records.Broken(1, "A quote is not closed."),
                        new Records.Text(2, "c"),
                        new Records.Text(3, "d"));
    }

    @Test
    void aLineTooLongCostsOneLine() {
        String longLine = "x".repeat(16_001);
        String fits = "y".repeat(16_000);
        assertThat(all((longLine + "\n" + fits + "\n" + "z".repeat(70_000) + "\nlast").getBytes(UTF_8)))
                .containsExactly(
                        new Records.Broken(1, "The line is longer than 16000 characters."),
                        new Records.Text(2, fits),
                        new Records.Broken(3, "The line is longer than 16000 characters."),
                        new Records.Text(4, "last"));
    }

    @Test
    void aLongQuotedValueCostsItsFirstLineOnly() {
        String quoted = "\"open\n" + "x".repeat(70_000) + "\nlast";
        assertThat(all(quoted.getBytes(UTF_8)))
                .containsExactly(
                        new Records.Broken(1, "The line is longer than 16000 characters."),
                        new Records.Broken(2, "The line is longer than 16000 characters."),
                        new Records.Text(3, "last"));
    }

    @Test
    void textThatIsNotUtf8CostsOneLine() {
        byte[] file = "a\nstraße\nb".getBytes(ISO_8859_1);
        assertThat(all(file))
                .containsExactly(
                        new Records.Text(1, "a"),
                        new Records.Broken(2, "The line is not UTF-8."),
                        new Records.Text(3, "b"));
    }

    /// Wherever one stops, going on there gives the rest.
    @Test
    void goesOnWhereItStopped() {
        byte[] file = "a\r\n\n\"b\nc\",\nd\n\"e\nf".getBytes(UTF_8);
        List<Records.Found> whole = all(file);
        for (int stop = 0; stop < whole.size(); stop++) {
            Records first = new Records(source(file), 0, 1);
            for (int i = 0; i < stop; i++) {
                first.next();
            }
            assertThat(rest(new Records(source(file), first.nextByte(), first.nextLine())))
                    .isEqualTo(whole.subList(stop, whole.size()));
        }
    }

    private static List<Records.Found> all(byte[] file) {
        return rest(new Records(source(file), 0, 1));
    }

    private static Records.Source source(byte[] file) {
        return at -> at < file.length ? Byte.toUnsignedInt(file[(int) at]) : Records.Source.END;
    }

    private static List<Records.Found> rest(Records records) {
        List<Records.Found> found = new ArrayList<>();
        for (Optional<Records.Found> next = records.next(); next.isPresent(); next = records.next()) {
            found.add(next.get());
        }
        return found;
    }
}
