package dev.gatehouse.server.config;

import dev.gatehouse.pure.aws.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the decision endpoint must know of proxies and of the services behind them.
///
/// @param secret `decisions.secret` or `decisions.secretFile`: what proxies send to be answered; without, they
///     are not
/// @param hosts `decisions.hosts`: names, joined by commas, whose subdomains are S3 buckets; none
/// @param tables `decisions.tables`: partition keys of DynamoDB tables, such as `Notes:owner, Notes/byDay:day`;
///     none
public record DecisionSettings(Optional<SecretText> secret, List<String> hosts, Tables tables) {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]{32,512}");

    /// Nothing is known, and proxies are not answered.
    public static final DecisionSettings NONE = new DecisionSettings(Optional.empty(), List.of(), new Tables(Map.of()));

    public DecisionSettings {
        hosts = List.copyOf(hosts);
    }

    static DecisionSettings from(Source source) {
        source.notBoth("decisions.secret", "decisions.secretFile");
        Optional<SecretText> secret =
                source.secret("decisions.secret").or(() -> source.secretFile("decisions.secretFile"));
        if (secret.isPresent() && !SECRET.matcher(secret.get().reveal()).matches()) {
            throw source.refuse("decisions.secret", "must be 32 to 512 visible characters");
        }
        return new DecisionSettings(secret, hosts(source), tables(source));
    }

    private static List<String> hosts(Source source) {
        Optional<String> text = source.text("decisions.hosts");
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> hosts = Arrays.stream(text.get().split(",", -1))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            throw source.refuse("decisions.hosts", "must be host names joined by commas");
        }
        return hosts;
    }

    private static Tables tables(Source source) {
        return source.text("decisions.tables")
                .map(text -> Tables.parse(text)
                        .orElseThrow(() ->
                                source.refuse("decisions.tables", "must be such as Notes:owner, Notes/byDay:day")))
                .orElseGet(() -> new Tables(Map.of()));
    }
}
