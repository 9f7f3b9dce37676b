package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pure.aws.Tables;
import dev.gatehouse.pure.net.Network;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
    private static final String EVERYTHING = """
            address: 0.0.0.0
            port: 8443
            publicUrl: https://id.example.com/
            dataFolder: /var/lib/gatehouse
            region: eu-west-1
            accountId: 001234567890
            issuer: aws
            dev: false
            trustedProxies: 10.0.0.0/8, 192.0.2.7,2001:db8::/32
            tls: {certificate: /etc/tls.crt, key: /etc/tls.key}
            management: {address: 10.0.0.1, port: 9000}
            store:
              url: postgresql://db/gatehouse
              user: gate
              password: hush
              poolSize: 4
            masterKeyFile: /etc/master.key
            mail:
              host: smtp.example.com
              port: 25
              from: no-reply@example.com
              user: mailer
              password: quiet
              startTls: false
            sms:
              url: https://sms.example.com/v1?account=7
              format: form
              body: To={phone}&Body={text}&From={sender}
              from: Shop
              headerName: Authorization
              headerValue: Bearer silent
              timeout: 3s
              retries: 5
            geoip: {database: /var/lib/city.mmdb}
            logins:
              facebook: https://graph.example.com
              amazon: http://localhost:99
            decisions:
              secret: 0123456789abcdef0123456789abcdef
              hosts: S3.example.com, files.example.com
              tables: Notes:owner, Notes/byDay:day
            iam: {managedPolicies: /etc/gatehouse/policies}
            outbox: true
            limits:
              body: 2MiB
              headers: 64KiB
              headTime: 5s
              bodyTime: 2m
              idleTime: 1h
              stopTime: 500ms
              connections: 77
            audit: {days: 30}
            passwords: {concurrency: 3}
            log: {format: json}
            """;

    @Test
    void defaults() {
        Settings settings = from("");

        assertThat(settings)
                .isEqualTo(new Settings(
                        "127.0.0.1",
                        7777,
                        Optional.empty(),
                        Path.of("data"),
                        "us-east-1",
                        "000000000000",
                        Settings.Issuer.OWN,
                        false,
                        Optional.empty(),
                        List.of(),
                        new ManagementSettings("127.0.0.1", OptionalInt.of(7778)),
                        new StoreSettings.Sqlite(Path.of("data/gatehouse.db")),
                        new MasterKeySettings(Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        DecisionSettings.NONE,
                        LoginSettings.USUAL,
                        Optional.empty(),
                        true,
                        new LimitSettings(
                                1_048_576,
                                32_768,
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(20),
                                10_000),
                        90,
                        Runtime.getRuntime().availableProcessors(),
                        Settings.LogFormat.AUTO));
        assertThat(settings.publicUrl(7777)).isEqualTo("http://localhost:7777");
    }

    @Test
    void everythingMapped() {
        assertThat(from(EVERYTHING))
                .isEqualTo(new Settings(
                        "0.0.0.0",
                        8443,
                        Optional.of(URI.create("https://id.example.com")),
                        Path.of("/var/lib/gatehouse"),
                        "eu-west-1",
                        "001234567890",
                        Settings.Issuer.AWS,
                        false,
                        Optional.of(new TlsSettings(Path.of("/etc/tls.crt"), Path.of("/etc/tls.key"))),
                        Stream.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32")
                                .map(proxy -> Network.parse(proxy).orElseThrow())
                                .toList(),
                        new ManagementSettings("10.0.0.1", OptionalInt.of(9000)),
                        new StoreSettings.Postgres(
                                "postgresql://db/gatehouse",
                                Optional.of("gate"),
                                Optional.of(new SecretText("hush")),
                                4),
                        new MasterKeySettings(Optional.empty(), Optional.of(Path.of("/etc/master.key"))),
                        Optional.of(new MailSettings(
                                "smtp.example.com",
                                25,
                                "no-reply@example.com",
                                Optional.of("mailer"),
                                Optional.of(new SecretText("quiet")),
                                false)),
                        Optional.of(new SmsSettings(
                                URI.create("https://sms.example.com/v1?account=7"),
                                SmsSettings.Format.FORM,
                                "To={phone}&Body={text}&From={sender}",
                                Optional.of("Shop"),
                                Optional.of(new SmsSettings.Header("Authorization", new SecretText("Bearer silent"))),
                                Duration.ofSeconds(3),
                                5)),
                        Optional.of(Path.of("/var/lib/city.mmdb")),
                        new DecisionSettings(
                                Optional.of(new SecretText("0123456789abcdef0123456789abcdef")),
                                List.of("s3.example.com", "files.example.com"),
                                new Tables(Map.of("Notes", "owner", "Notes/byDay", "day"))),
                        new LoginSettings(URI.create("https://graph.example.com"), URI.create("http://localhost:99")),
                        Optional.of(Path.of("/etc/gatehouse/policies")),
                        true,
                        new LimitSettings(
                                2_097_152,
                                65_536,
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(2),
                                Duration.ofHours(1),
                                Duration.ofMillis(500),
                                77),
                        30,
                        3,
                        Settings.LogFormat.JSON));
    }

    @Test
    void secretsArePrintedNowhere() {
        assertThat(from(EVERYTHING).toString())
                .doesNotContain("hush")
                .doesNotContain("quiet")
                .doesNotContain("silent");
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() {
        Map<String, Source.Value> file =
                YamlFile.parse("f.yaml", "port: 1\nregion: eu-west-1\nstore: {poolSize: 3, url: 'postgresql://a'}");
        Map<String, String> environment =
                Map.of("GATEHOUSE_PORT", "2", "GATEHOUSE_STORE_POOL_SIZE", "5", "PATH", "/bin");

        Settings settings = Settings.from(new Source(file, environment, Map.of("port", "3")));

        assertThat(settings.port()).isEqualTo(3);
        assertThat(settings.region()).isEqualTo("eu-west-1");
        assertThat(settings.store())
                .isEqualTo(new StoreSettings.Postgres("postgresql://a", Optional.empty(), Optional.empty(), 5));
    }

    @Test
    void managementFollowsThePortAndCanBeOff() {
        assertThat(from("port: 9000").management().port()).hasValue(9001);
        assertThat(from("port: 0").management().port()).hasValue(0);
        assertThat(from("management: {port: off}").management().port()).isEmpty();
    }

    @Test
    void theOutboxIsOffWhenOthersCanReachIt() {
        assertThat(from("address: 0.0.0.0").outbox()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prot: 1                                | f.yaml line 1: prot is not a setting
            store: {ulr: x}                        | f.yaml line 1: store.ulr is not a setting
            port: many                             | f.yaml line 1: port must be a whole number
            port: 70000                            | f.yaml line 1: port must be from 0 to 65535
            port: [1]                              | f.yaml line 1: port cannot be a list
            port:                                  | f.yaml line 1: port has no value
            dev: yes                               | f.yaml line 1: dev must be true or false
            issuer: mine                           | f.yaml line 1: issuer must be one of own, aws
            region: Europe                         | f.yaml line 1: region must be a region such as eu-west-1
            accountId: 12                          | f.yaml line 1: accountId must be 12 digits (in quotes when it starts with 0)
            publicUrl: ftp://x                     | f.yaml line 1: publicUrl must be an http or https URL without a path
            publicUrl: http://x/y                  | f.yaml line 1: publicUrl must be an http or https URL without a path
            limits: {body: 1GB}                    | f.yaml line 1: limits.body must be a size such as 65536, 64KiB or 1MiB
            limits: {headTime: 15}                 | f.yaml line 1: limits.headTime must be a duration such as 15s, 500ms, 2m or 1h
            limits: {headTime: 0s}                 | f.yaml line 1: limits.headTime must be longer than nothing
            trustedProxies: proxy.example.com      | f.yaml line 1: trustedProxies must be addresses and ranges such as 10.0.0.0/8, joined by commas
            trustedProxies: '10.0.0.1,'            | f.yaml line 1: trustedProxies must be addresses and ranges such as 10.0.0.0/8, joined by commas
            trustedProxies: 10.0.0.0/33            | f.yaml line 1: trustedProxies must be addresses and ranges such as 10.0.0.0/8, joined by commas
            tls: {key: k}                          | f.yaml line 1: tls.key needs tls.certificate
            tls: {certificate: c}                  | f.yaml line 1: tls.certificate needs tls.key
            mail: {host: h}                        | f.yaml line 1: mail.host needs mail.from
            mail: {host: h, from: f, user: u}      | f.yaml line 1: mail.user needs mail.password
            mail: {port: 25}                       | f.yaml line 1: mail.port needs mail.host
            sms: {from: Shop}                      | f.yaml line 1: sms.from needs sms.url
            sms: {url: 'sms.example.com'}          | f.yaml line 1: sms.url must be a URL with a host, without a user and a fragment
            sms: {url: 'https://u:p@x'}            | f.yaml line 1: sms.url must be a URL with a host, without a user and a fragment
            sms: {url: 'http://sms.example.com'}   | f.yaml line 1: sms.url must be https, or http to this machine
            sms: {url: 'http://10.0.0.1'}          | f.yaml line 1: sms.url must be https, or http to this machine
            sms: {url: 'ftp://localhost'}          | f.yaml line 1: sms.url must be https, or http to this machine
            sms: {url: 'https://x', body: '{"m":"{text}"}'} | f.yaml line 1: sms.body must have {phone} and {text}
            sms: {url: 'https://x', body: '{"m":"{text}","to":{phone}}'} | f.yaml line 1: sms.body must be a JSON object, with its placeholders inside texts
            sms: {url: 'https://x', body: '{"m":"{text}{phone}"} x'} | f.yaml line 1: sms.body must be a JSON object, with its placeholders inside texts
            sms: {url: 'https://x', body: '["{text}{phone}"]'} | f.yaml line 1: sms.body must be a JSON object, with its placeholders inside texts
            sms: {url: 'https://x', format: form, body: 'to={phone}&{text}'} | f.yaml line 1: sms.body must be name=value pairs joined by &, already encoded
            sms: {url: 'https://x', format: form, body: 'to={phone}&m=Code {text}'} | f.yaml line 1: sms.body must be name=value pairs joined by &, already encoded
            sms: {url: 'https://x', body: '{"m":"{text}","to":"{phone}","from":"{sender}"}'} | f.yaml line 1: sms.body has {sender} and needs sms.from
            sms: {url: 'https://x', headerName: X-Key} | f.yaml line 1: sms.headerName needs sms.headerValue or sms.headerFile
            sms: {url: 'https://x', headerValue: v} | f.yaml line 1: sms.headerValue needs sms.headerName
            sms: {url: 'https://x', headerName: Host, headerValue: v} | f.yaml line 1: sms.headerName is not a header that can be set
            sms: {url: 'https://x', headerName: X-Key, headerValue: "a\\nb"} | f.yaml line 1: sms.headerName has a value that cannot stand in a header
            sms: {url: 'https://x', headerName: X-Key, headerFile: /no/such} | f.yaml line 1: sms.headerFile cannot be read: /no/such
            sms: {url: 'https://x', retries: 6}    | f.yaml line 1: sms.retries must be from 0 to 5
            sms: {url: 'https://x', timeout: 2m}   | f.yaml line 1: sms.timeout must be at most 1m
            logins: {facebook: 'http://graph.example.com'} | f.yaml line 1: logins.facebook must be https, or http to this machine
            logins: {amazon: 'https://x/y'}        | f.yaml line 1: logins.amazon must be an http or https URL without a path
            store: {user: u}                       | f.yaml line 1: store.user needs store.url
            store: {url: 'mysql://x'}              | f.yaml line 1: store.url must start with postgresql://
            '{masterKey: a, masterKeyFile: b}'     | f.yaml line 1: masterKey and masterKeyFile cannot both be set
            '{dev: true, address: 0.0.0.0}'        | f.yaml line 1: dev accepts any credentials and needs a loopback address, not 0.0.0.0
            'port: 1, port: 2'                     | f.yaml line 1: not YAML: mapping values are not allowed here
            text                                   | f.yaml: holds no settings
            """)
    void whatCannotBeRightRefusesInOneLine(String yaml, String message) {
        assertThatThrownBy(() -> from(yaml))
                .isInstanceOf(SettingsException.class)
                .hasMessage(message);
    }

    @Test
    void smsDefaults() {
        assertThat(from("sms: {url: 'http://[::1]:8080/sms'}").sms())
                .contains(new SmsSettings(
                        URI.create("http://[::1]:8080/sms"),
                        SmsSettings.Format.JSON,
                        "{\"to\":\"{phone}\",\"message\":\"{text}\"}",
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        2));
        assertThat(from("sms: {url: 'https://x', format: form, from: Shop}")
                        .sms()
                        .orElseThrow()
                        .body())
                .isEqualTo("to={phone}&message={text}&from={sender}");
        assertThat(from("sms: {url: 'https://x', from: Shop}")
                        .sms()
                        .orElseThrow()
                        .body())
                .isEqualTo("{\"to\":\"{phone}\",\"message\":\"{text}\",\"from\":\"{sender}\"}");
    }

    @Test
    void theSmsSecretCanComeFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "silent\nsecond line\n");

        SmsSettings sms = from("sms: {url: 'https://x', headerName: X-Key, headerFile: " + file + "}")
                .sms()
                .orElseThrow();

        assertThat(sms.header()).contains(new SmsSettings.Header("X-Key", new SecretText("silent")));
    }

    @Test
    void aKeySetTwiceIsRefusedWithItsSecondLine() {
        assertThatThrownBy(() -> from("port: 1\nport: 2")).hasMessage("f.yaml line 2: port is set twice");
    }

    @Test
    void anUnknownVariableIsRefused() {
        assertThatThrownBy(() -> Settings.read(Optional.empty(), Map.of("GATEHOUSE_PROT", "1"), Map.of()))
                .hasMessage("environment: GATEHOUSE_PROT is not a setting");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> Settings.read(Optional.of(Path.of("/no/such.yaml")), Map.of(), Map.of()))
                .hasMessage("/no/such.yaml: cannot be read");
    }

    private static Settings from(String yaml) {
        return Settings.from(new Source(YamlFile.parse("f.yaml", yaml), Map.of(), Map.of()));
    }
}
