package dev.gatehouse.server.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which origins may use passkeys stands in the table of PasskeyRegistrationTest.
class RelyingPartyTest {
    @ParameterizedTest
    @CsvSource({
        "https://id.example, id.example",
        "https://ID.Example:8443, id.example",
        "http://localhost:9229, localhost",
        "http://127.0.0.1:9229, ''",
        "http://[::1]:9229, ''",
        "http://1.2.3, ''",
        "https://4you.example, 4you.example",
    })
    void theServersHostServesUnlessItIsAnAddress(URI url, String id) {
        assertThat(RelyingParty.ofServer(url).map(RelyingParty::id).orElse("")).isEqualTo(id);
    }
}
