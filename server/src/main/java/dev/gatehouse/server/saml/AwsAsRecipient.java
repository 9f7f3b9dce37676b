package dev.gatehouse.server.saml;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// AWS as the service that responses are made for. Its names stay AWS's own wherever Gatehouse runs, because identity
/// providers are set up by AWS's guides, and trust policies name them (IAM User Guide, "Configure SAML assertions for
/// the authentication response").
public final class AwsAsRecipient {
    private static final Pattern SIGN_IN =
            Pattern.compile("https://([a-z0-9-]+\\.)?signin\\.aws\\.amazon\\.com/saml(/acs/(?<provider>[A-Z0-9]+))?");
    private static final String ROLE = "https://aws.amazon.com/SAML/Attributes/Role";
    private static final Duration AGE = Duration.ofMinutes(5);

    private AwsAsRecipient() {}

    /// What AWS expects: sent to a sign-in address, made for one or for `urn:amazon:webservices`, redeemed within
    /// five minutes.
    ///
    /// @param provider the id that addresses may carry; none carry an empty one
    public static SamlResponses.Expected expected(String provider) {
        Predicate<String> address = text -> {
            Matcher parts = SIGN_IN.matcher(text);
            return parts.matches()
                    && (parts.group("provider") == null
                            || parts.group("provider").equals(provider));
        };
        return new SamlResponses.Expected(address, address.or("urn:amazon:webservices"::equals), AGE);
    }

    /// The roles that a provider lets the subject choose from: pairs of role and provider, in either order.
    ///
    /// @param provider its ARN
    public static List<String> roles(Assertion assertion, String provider) {
        return assertion.attribute(ROLE).stream()
                .map(pair -> Stream.of(pair.split(",", -1)).map(String::strip).toList())
                .filter(pair -> pair.size() == 2 && pair.contains(provider))
                .map(pair -> pair.getFirst().equals(provider) ? pair.getLast() : pair.getFirst())
                .toList();
    }
}
