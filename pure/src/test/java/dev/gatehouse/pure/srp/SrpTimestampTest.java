package dev.gatehouse.pure.srp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SrpTimestampTest {
    static SrpTimestamp parsed(String text) {
        return SrpTimestamp.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "Tue Mar 3 09:05:00 UTC 2026, Tue Mar 3 09:05:00 UTC 2026",
        "Tue Mar 03 09:05:00 UTC 2026, Tue Mar 3 09:05:00 UTC 2026",
        "Sat Mar 3 09:05:00 UTC 2026, Tue Mar 3 09:05:00 UTC 2026",
        "Tue Mar  3 9:5:0 GMT 2026, Tue Mar 3 09:05:00 UTC 2026",
        "TUESDAY march 3 09:05:00 UTC 2026, Tue Mar 3 09:05:00 UTC 2026",
        "Tue Feb 31 09:05:00 UTC 2026, Tue Mar 3 09:05:00 UTC 2026",
        "Mon Dec 31 23:59:60 UTC 2029, Tue Jan 1 00:00:00 UTC 2030",
        "Sat Feb 29 24:00:00 UTC 2028, Wed Mar 1 00:00:00 UTC 2028"
    })
    void canonical(String text, String canonical) {
        assertThat(parsed(text).canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-03T09:05:00Z",
                "Tue Mar 3 09:05:00 2026",
                "Tue Mar 3 09:05 UTC 2026",
                "Tue Mar 3 09:05:00 UTC 26",
                "Die Mär 3 09:05:00 UTC 2026",
                "Foo Mar 3 09:05:00 UTC 2026",
                "Tue Foo 3 09:05:00 UTC 2026",
                "Tue Mar 3 09:05:00 CET 2026",
                "Tue Mar 3 09:05:00 UTC 2026 ",
                "Tue Mar 3 09:05:00 UTC 20266",
                "Tue, 03 Mar 2026 09:05:00 GMT"
            })
    void unparsable(String text) {
        assertThat(SrpTimestamp.parse(text)).isEmpty();
    }

    @Test
    void tooLong() {
        assertThat(SrpTimestamp.parse("Tue" + " ".repeat(60) + "Mar 3 09:05:00 UTC 2026"))
                .isEmpty();
    }

    @Test
    void instantOfText() {
        assertThat(parsed("Tue Mar 3 09:05:00 UTC 2026").instant()).isEqualTo(Instant.parse("2026-03-03T09:05:00Z"));
    }

    @Test
    void agreesWithTheFormatterOfThePlatform() {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.ENGLISH);
        for (int i = 0; i < 1500; i++) {
            Instant instant = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(i * 81_013L);
            String expected = formatter.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
            assertThat(SrpTimestamp.of(instant).canonical()).isEqualTo(expected);
            assertThat(parsed(expected)).isEqualTo(SrpTimestamp.of(instant));
        }
    }
}
