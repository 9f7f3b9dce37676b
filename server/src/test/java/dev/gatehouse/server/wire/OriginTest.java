package dev.gatehouse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.protocol.WireRequest;
import dev.gatehouse.pure.net.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whom proxies may speak for. The proxies are 10.0.0.0/8 and 2001:db8::1.
class OriginTest {
    private static final List<Network> PROXIES = Stream.of("10.0.0.0/8", "2001:db8::1")
            .map(proxy -> Network.parse(proxy).orElseThrow())
            .toList();

    /// @param lines of the header, separated by `|`; none when empty
    private static List<String> lines(String lines) {
        return lines.isEmpty() ? List.of() : Arrays.asList(lines.split("\\|", -1));
    }

    private static Origin origin(String peer, boolean secure, String addresses, String schemes) {
        Map<String, List<String>> headers =
                Map.of("x-forwarded-for", lines(addresses), "x-forwarded-proto", lines(schemes));
        return Origin.of(peer, secure, new WireRequest("GET", "/", "", headers, new byte[0]), PROXIES);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,              '192.0.2.7',                         192.0.2.7",
        "2001:db8:0:0:0:0:0:1,  '192.0.2.7',                         192.0.2.7",
        "10.0.0.1,              '192.0.2.7, 10.0.0.2,10.0.0.3',      192.0.2.7",
        "10.0.0.1,              '192.0.2.7|10.0.0.2',                192.0.2.7",
        "10.0.0.1,              '127.0.0.1, 192.0.2.7',              192.0.2.7",
        "10.0.0.1,              'made up, 192.0.2.7, 10.0.0.2',      192.0.2.7",
        "10.0.0.1,              '10.0.0.3, 10.0.0.2',                10.0.0.3",
        "10.0.0.1,              '2001:DB8::7',                       2001:db8:0:0:0:0:0:7",
        "10.0.0.1,              '::ffff:192.0.2.7',                  192.0.2.7",
        "10.0.0.1,              '::ffff:10.0.0.2, 2001:db8::1',      10.0.0.2",
    })
    void theClientIsTheLastWhoIsNoProxy(String peer, String forwarded, String address) {
        assertThat(origin(peer, false, forwarded, "").address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.7",
        "2001:db8:0:0:0:0:0:2, 192.0.2.7",
        "'', 192.0.2.7",
        "10.0.0.1, ''",
        "10.0.0.1, ' '",
        "10.0.0.1, 'unknown'",
        "10.0.0.1, '192.0.2.7,'",
        "10.0.0.1, '192.0.2.7|'",
        "10.0.0.1, '192.0.2.7, unknown, 10.0.0.2'",
        "10.0.0.1, '192.0.2.7:4711'",
        "10.0.0.1, '[2001:db8::7]'",
        "10.0.0.1, '192.0.2.0/24'",
        "10.0.0.1, '192.0.2'",
        "10.0.0.1, '1.2.3.4::1'",
        "10.0.0.1, 'client.example.com'",
        "10.0.0.1, 'fe80::1%eth0'",
    })
    void elseItIsWhoeverIsAtTheOtherEnd(String peer, String forwarded) {
        assertThat(origin(peer, false, forwarded, "")).isEqualTo(new Origin(peer, peer, false));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,  false, https,        true",
        "10.0.0.1,  false, HTTPS,        true",
        "10.0.0.1,  true,  http,         false",
        "10.0.0.1,  false, '',           false",
        "10.0.0.1,  true,  '',           true",
        "10.0.0.1,  false, 'https,http', false",
        "10.0.0.1,  false, https|https,  false",
        "10.0.0.1,  true,  wss,          true",
        "192.0.2.1, false, https,        false",
        "192.0.2.1, true,  http,         true",
    })
    void theSchemeIsTheClients(String peer, boolean connection, String forwarded, boolean secure) {
        assertThat(origin(peer, connection, "", forwarded).secure()).isEqualTo(secure);
    }
}
