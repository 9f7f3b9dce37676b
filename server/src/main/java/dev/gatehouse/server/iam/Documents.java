package dev.gatehouse.server.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.pure.policy.Effect;
import dev.gatehouse.pure.policy.Parsed;
import dev.gatehouse.pure.policy.Policy;
import dev.gatehouse.pure.policy.PolicyKind;
import dev.gatehouse.pure.policy.Statement;
import java.util.HexFormat;

/// Policy documents: checked as they are written, percent-encoded as they are shown.
final class Documents {
    private static final int LONGEST_TRUST = 2048;
    private static final int LONGEST_MANAGED = 6144;
    private static final String COGNITO = "cognito-identity.amazonaws.com";
    private static final String UNRESERVED = "-._~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /// @throws dev.gatehouse.model.service.ServiceException MalformedPolicyDocumentException,
    ///     LimitExceededException
    void checkTrust(String document) {
        Policy policy = check(PolicyKind.TRUST, document);
        for (Statement statement : policy.statements()) {
            if (statement.effect() == Effect.ALLOW
                    && statement.providers().contains(COGNITO)
                    && !statement.conditionKeys().contains(COGNITO + ":aud")) {
                throw Refusals.anyIdentityPool();
            }
        }
        if (size(document) > LONGEST_TRUST) {
            throw Refusals.quota("ACLSizePerRole", LONGEST_TRUST);
        }
    }

    /// @throws dev.gatehouse.model.service.ServiceException MalformedPolicyDocumentException
    void checkIdentity(String document) {
        var _ = check(PolicyKind.IDENTITY, document);
    }

    /// @throws dev.gatehouse.model.service.ServiceException MalformedPolicyDocumentException,
    ///     LimitExceededException
    void checkManaged(String document) {
        var _ = check(PolicyKind.IDENTITY, document);
        if (size(document) > LONGEST_MANAGED) {
            throw Refusals.quota("PolicySize", LONGEST_MANAGED);
        }
    }

    static Policy check(PolicyKind kind, String document) {
        return switch (Policy.parse(kind, document)) {
            case Parsed.Good(Policy policy) -> policy;
            case Parsed.Bad bad -> throw Refusals.malformed(bad.message());
        };
    }

    /// The length that quotas count: white space is free.
    static int size(String document) {
        return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    /// Percent-encoded by RFC 3986 section 2.1: every client decodes that, with or without a plus for a space.
    static String outward(String document) {
        StringBuilder text = new StringBuilder(document.length() * 2);
        for (byte b : document.getBytes(UTF_8)) {
            char c = (char) b;
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || (b > 0 && UNRESERVED.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%').append(HEX.toHexDigits(b));
            }
        }
        return text.toString();
    }
}
