package dev.gatehouse.server.identitypools;

import dev.gatehouse.server.iam.SamlTrust;
import dev.gatehouse.server.saml.Assertion;
import dev.gatehouse.server.saml.AwsAsRecipient;
import dev.gatehouse.server.saml.SamlVerdict;
import dev.gatehouse.server.trust.Claims;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Logins of the account's SAML providers, by a response made for AWS. The same response serves GetId and
/// GetCredentialsForIdentity, so it is good until it is five minutes old.
final class SamlLogins {
    private static final String ROLES = "cognito:roles";
    private static final String PREFERRED = "cognito:preferred_role";

    private final SamlTrust trust;
    private final InstantSource clock;

    SamlLogins(SamlTrust trust, InstantSource clock) {
        this.trust = trust;
        this.clock = clock;
    }

    /// @param arn of the provider, which the pool takes
    /// @param response Base64
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException
    Login verify(String arn, String response) {
        SamlVerdict verdict = trust.check(arn, response, clock.instant()).orElseThrow(Refusals::notSupported);
        if (!(verdict instanceof SamlVerdict.Good(Assertion assertion))) {
            throw Refusals.of(verdict);
        }
        String subject = assertion.subject();
        return new Login(arn, subject, List.of(arn), List.of(arn), Amr.ofSaml(arn, subject), claims(arn, assertion));
    }

    /// Attributes as claims, for rules and tags. The roles the provider names are those to choose from, and a single
    /// one is preferred.
    private static Claims claims(String arn, Assertion assertion) {
        Map<String, List<String>> lists = new HashMap<>(assertion.attributes());
        lists.put("sub", List.of(assertion.subject()));
        lists.put("iss", List.of(assertion.issuer()));
        lists.put("aud", List.of(assertion.recipient()));
        List<String> roles = AwsAsRecipient.roles(assertion, arn);
        lists.put(ROLES, roles);
        lists.put(PREFERRED, roles.size() == 1 ? roles : List.of());
        lists.values().removeIf(List::isEmpty);
        Map<String, String> texts = new HashMap<>();
        lists.forEach((name, values) -> texts.put(name, text(values)));
        return new Claims(texts, lists);
    }

    /// Several values have the form that an array has in a token.
    private static String text(List<String> values) {
        return values.size() == 1
                ? values.getFirst()
                : values.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
