package dev.gatehouse.server.config;

import dev.gatehouse.pure.net.Network;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Everything the operator may choose.
///
/// @param address `address`: what the server binds to; `127.0.0.1`
/// @param port `port`: its port, 0 for any free one; 7777
/// @param publicUrl `publicUrl`: how clients reach it; by default `localhost` with the port
/// @param dataFolder `dataFolder`: where everything is kept; `./data`
/// @param region `region`: the region of unsigned requests; `us-east-1`
/// @param accountId `accountId`: the 12 digits of the account; `000000000000`
/// @param issuer `issuer`: whose issuer text tokens carry; `own`
/// @param dev `dev`: accept any credentials, on loopback only; `false`
/// @param tls `tls`: certificate and key; plain HTTP without
/// @param trustedProxies `trustedProxies`: addresses and ranges of proxies whose `X-Forwarded-For` and
///     `X-Forwarded-Proto` count; none
/// @param management `management`: where metrics are served
/// @param store `store`: where records are kept
/// @param masterKey `masterKey`, `masterKeyFile`: the key that seals secrets
/// @param mail `mail`: how mail leaves; without, it stays in the outbox
/// @param sms `sms`: how SMS leave; without, they stay in the outbox
/// @param geoIp `geoip.database`: a MaxMind DB file that tells where addresses are; without, nobody knows
/// @param decisions `decisions`: what the decision endpoint must know
/// @param logins `logins`: where issuers of access tokens are asked
/// @param managedPolicies `iam.managedPolicies`: a folder with more AWS managed policies
/// @param outbox `outbox`: whether the outbox page is served; by default only on loopback
/// @param limits `limits`: bounds of requests and connections
/// @param auditDays `audit.days`: how long audit records are kept; 90
/// @param hashing `passwords.concurrency`: password hashes computed at one time; the number of processors
/// @param logFormat `log.format`: how log lines look; `auto`
public record Settings(
        String address,
        int port,
        Optional<URI> publicUrl,
        Path dataFolder,
        String region,
        String accountId,
        Issuer issuer,
        boolean dev,
        Optional<TlsSettings> tls,
        List<Network> trustedProxies,
        ManagementSettings management,
        StoreSettings store,
        MasterKeySettings masterKey,
        Optional<MailSettings> mail,
        Optional<SmsSettings> sms,
        Optional<Path> geoIp,
        DecisionSettings decisions,
        LoginSettings logins,
        Optional<Path> managedPolicies,
        boolean outbox,
        LimitSettings limits,
        int auditDays,
        int hashing,
        LogFormat logFormat) {

    public Settings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /// Whose issuer text tokens carry.
    public enum Issuer {
        /// `<publicUrl>/<poolId>`.
        OWN,
        /// `https://cognito-idp.<region>.amazonaws.com/<poolId>`.
        AWS
    }

    /// How log lines look.
    public enum LogFormat {
        /// Text on a terminal, JSON elsewhere.
        AUTO,
        /// One JSON object a line.
        JSON,
        /// One readable line an event.
        TEXT
    }

    /// Reads the settings.
    ///
    /// @param file the settings file, if there is one
    /// @param environment the process environment
    /// @param options dotted keys given on the command line
    /// @throws SettingsException when a setting is unknown, half set or of a wrong type
    public static Settings read(Optional<Path> file, Map<String, String> environment, Map<String, String> options) {
        return from(new Source(file.map(YamlFile::read).orElse(Map.of()), environment, options));
    }

    static Settings from(Source source) {
        String address = source.text("address", "127.0.0.1");
        int port = source.number("port", 7777, 0, 65_535);
        boolean loopback = loopback(source, "address", address);
        boolean dev = source.flag("dev", false);
        if (dev && !loopback) {
            throw source.refuse("dev", "accepts any credentials and needs a loopback address, not " + address);
        }
        Path dataFolder = source.path("dataFolder").orElse(Path.of("data"));
        Settings settings = new Settings(
                address,
                port,
                source.baseUrl("publicUrl"),
                dataFolder,
                source.matching("region", "us-east-1", REGION, "a region such as eu-west-1"),
                source.matching("accountId", "000000000000", ACCOUNT, "12 digits (in quotes when it starts with 0)"),
                source.choice("issuer", Issuer.class, Issuer.OWN),
                dev,
                TlsSettings.from(source),
                trustedProxies(source),
                ManagementSettings.from(source, port),
                StoreSettings.from(source, dataFolder),
                MasterKeySettings.from(source),
                MailSettings.from(source),
                SmsSettings.from(source),
                source.path("geoip.database"),
                DecisionSettings.from(source),
                LoginSettings.from(source),
                source.path("iam.managedPolicies"),
                source.flag("outbox", loopback),
                LimitSettings.from(source),
                source.number("audit.days", 90, 1, 36_500),
                source.number("passwords.concurrency", Runtime.getRuntime().availableProcessors(), 1, 1_024),
                source.choice("log.format", LogFormat.class, LogFormat.AUTO));
        source.finish();
        return settings;
    }

    private static List<Network> trustedProxies(Source source) {
        return source.text("trustedProxies").stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(proxy -> Network.parse(proxy.strip())
                        .orElseThrow(() -> source.refuse(
                                "trustedProxies", "must be addresses and ranges such as 10.0.0.0/8, joined by commas")))
                .toList();
    }

    private static boolean loopback(Source source, String key, String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw source.refuse(key, "is not an address of this machine");
        }
    }

    /// How clients reach the server, without a trailing slash.
    ///
    /// @param boundPort the port it is bound to
    public String publicUrl(int boundPort) {
        return publicUrl
                .map(URI::toString)
                .orElseGet(() -> (tls.isPresent() ? "https" : "http") + "://localhost:" + boundPort);
    }
}
