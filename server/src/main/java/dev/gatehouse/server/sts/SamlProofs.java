package dev.gatehouse.server.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.server.access.FederatedRoles;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.SamlTrust;
import dev.gatehouse.server.saml.Assertion;
import dev.gatehouse.server.saml.AwsAsRecipient;
import dev.gatehouse.server.saml.SamlVerdict;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Proves SAML responses of the account's providers, and reads what they say of the session to come (IAM User
/// Guide, "Configure SAML assertions for the authentication response").
final class SamlProofs {
    private static final String ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/";
    private static final String FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:";
    private static final Pattern SESSION_NAME = Pattern.compile("[a-zA-Z_0-9+=,.@-]{2,64}");
    private static final int LEAST_SECONDS = 900;
    private static final int MOST_SECONDS = 43_200;

    private final SamlTrust trust;
    private final Arns arns;
    private final InstantSource clock;

    SamlProofs(SamlTrust trust, Arns arns, InstantSource clock) {
        this.trust = trust;
        this.arns = arns;
        this.clock = clock;
    }

    /// Who was proven.
    ///
    /// @param name of the session
    /// @param wished the duration that the provider names
    /// @param nameQualifier tells subjects of different providers apart
    record Proven(
            FederatedRoles.Proof proof,
            Assertion assertion,
            String name,
            Optional<Duration> wished,
            String nameQualifier) {

        String subjectType() {
            return SamlProofs.subjectType(assertion);
        }

        /// Whether the provider lets its subject become the role.
        boolean mayBecome(String role) {
            return AwsAsRecipient.roles(assertion, proof.provider()).contains(role);
        }
    }

    /// @param provider its ARN
    /// @param response Base64
    /// @throws dev.gatehouse.model.service.ServiceException InvalidIdentityTokenException, ExpiredTokenException,
    ///     IDPRejectedClaimException
    Proven prove(String provider, String response) {
        SamlVerdict verdict = trust.check(provider, response, clock.instant()).orElseThrow(Refusals::noSamlProvider);
        if (!(verdict instanceof SamlVerdict.Good(Assertion assertion))) {
            throw Refusals.of(verdict);
        }
        return proven(provider, assertion);
    }

    private Proven proven(String provider, Assertion assertion) {
        String name = single(assertion, "RoleSessionName")
                .orElseThrow(() -> Refusals.badToken("RoleSessionName is" + " required in AuthnResponse"));
        if (!SESSION_NAME.matcher(name).matches()) {
            throw Refusals.badToken("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}");
        }
        Optional<String> source = single(assertion, "SourceIdentity").map(ProvenValues::source);
        String qualifier = nameQualifier(provider, assertion);
        FederatedRoles.Proof proof = new FederatedRoles.Proof(
                FederatedRoles.BY_SAML, provider, keys(provider, assertion, qualifier), tags(assertion), source);
        return new Proven(proof, assertion, name, duration(assertion), qualifier);
    }

    private FederatedRoles.Keys keys(String provider, Assertion assertion, String qualifier) {
        Map<String, List<String>> lasting = new HashMap<>();
        lasting.put("saml:sub", List.of(assertion.subject()));
        lasting.put("saml:sub_type", List.of(subjectType(assertion)));
        lasting.put("saml:namequalifier", List.of(qualifier));
        lasting.put("aws:FederatedProvider", List.of(provider));
        Map<String, List<String>> passing = new HashMap<>(SamlKeys.of(assertion));
        passing.put("saml:aud", List.of(assertion.recipient()));
        passing.put("saml:iss", List.of(assertion.issuer()));
        passing.put("saml:doc", List.of(arns.account() + "/" + friendly(provider)));
        return new FederatedRoles.Keys(lasting, passing, SamlKeys.multivalued());
    }

    /// The `NameID`'s format; of SAML 2.0's own ones the last word.
    private static String subjectType(Assertion assertion) {
        String format = assertion.subjectFormat();
        return format.startsWith(FORMAT) ? format.substring(FORMAT.length()) : format;
    }

    private static FederatedRoles.Tags tags(Assertion assertion) {
        Map<String, String> tags = new LinkedHashMap<>();
        assertion.attributes().forEach((name, values) -> {
            if (name.startsWith(ATTRIBUTES + "PrincipalTag:") && !values.isEmpty()) {
                tags.put(name.substring((ATTRIBUTES + "PrincipalTag:").length()), only(name, values));
            }
        });
        return ProvenValues.tags(tags, Set.copyOf(assertion.attribute(ATTRIBUTES + "TransitiveTagKeys")));
    }

    private static Optional<Duration> duration(Assertion assertion) {
        return single(assertion, "SessionDuration").map(text -> {
            int seconds = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
            if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
                throw Refusals.badToken(
                        "SessionDuration in AuthnResponse must be between " + LEAST_SECONDS + " and " + MOST_SECONDS);
            }
            return Duration.ofSeconds(seconds);
        });
    }

    private static Optional<String> single(Assertion assertion, String name) {
        List<String> values = assertion.attribute(ATTRIBUTES + name);
        return values.isEmpty() ? Optional.empty() : Optional.of(only(ATTRIBUTES + name, values));
    }

    private static String only(String name, List<String> values) {
        if (values.size() > 1) {
            throw Refusals.badToken("The attribute " + name + " in AuthnResponse must have one value");
        }
        return values.getFirst();
    }

    private static String friendly(String provider) {
        return provider.substring(provider.lastIndexOf('/') + 1);
    }

    /// STS API reference, "AssumeRoleWithSAML": a SHA-1 of issuer, account and provider, which identifies and hides
    /// nothing.
    private String nameQualifier(String provider, Assertion assertion) {
        try {
            String text = assertion.issuer() + arns.account() + "/" + friendly(provider);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has SHA-1", e);
        }
    }
}
