package dev.gatehouse.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 | Chrome on Windows
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0 | Edge on Windows
            Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0 | Firefox on Linux
            Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15 | Safari on macOS
            Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1 | Safari on iOS
            Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0.0.0 Mobile/15E148 Safari/604.1 | Chrome on iPadOS
            Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36 | Samsung Internet on Android
            Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 | Chrome on ChromeOS
            Mozilla/5.0 (compatible) | unknown
            Mozilla/5.0 (Linux) | Linux
            aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux#6.1.0 md/arch#x86_64 lang/python#3.13.7 | aws-cli on Linux
            aws-sdk-java/2.54.15 md/io#sync ua/2.1 os/macOS#15.1 lang/java#25 | aws-sdk-java on macOS
            Shop/3 CFNetwork/1568.200.51 Darwin/24.1.0 | Shop on macOS
            okhttp/4.12.0 | okhttp
            curl | curl
            '' | unknown
            <script> | unknown
            """)
    void programAndSystem(String userAgent, String description) {
        assertThat(UserAgents.describe(userAgent)).isEqualTo(description);
    }

    @Test
    void withoutAHeader() {
        assertThat(UserAgents.describe(null)).isEqualTo("unknown");
    }

    @Test
    void whatIsLongStaysShort() {
        assertThat(UserAgents.describe("a".repeat(1_024))).isEqualTo("unknown");
        assertThat(UserAgents.describe("a ".repeat(512))).isEqualTo("a");
    }
}
