package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.ProviderUserIdentifierType;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.LinkedIdentityRecord;
import org.jspecify.annotations.Nullable;

/// A user as AdminLinkProviderForUser and AdminDisableProviderForUser name them. Pure; refusals are
/// InvalidParameterExceptions.
///
/// @param member the request's member, for texts
/// @param provider `Cognito`, or the name of an identity provider
/// @param attribute what the user is known by there; empty when not given
/// @param value the value that is theirs
record ProviderUser(String member, String provider, String attribute, String value) {
    private static final String OWN = "Cognito";
    private static final int LONGEST_VALUE = 512;

    static ProviderUser of(String member, @Nullable ProviderUserIdentifierType given) {
        ProviderUserIdentifierType user = Given.of(given);
        return new ProviderUser(
                member,
                required(member, "ProviderName", user.providerName()),
                user.providerAttributeName() == null ? "" : user.providerAttributeName(),
                required(member, "ProviderAttributeValue", user.providerAttributeValue()));
    }

    /// Whether it is a user with a name and password of the pool itself.
    boolean isLocal() {
        return provider.equalsIgnoreCase(OWN);
    }

    /// The user name: a federated user's is made of provider and id.
    String username() {
        return isLocal() ? value : provider + "_" + value;
    }

    /// The identity at a provider.
    LinkedIdentityRecord.Key identity(Pool pool) {
        required(member, "ProviderAttributeName", attribute);
        if (!attribute.equals(Identities.SUBJECT)) {
            requireMapped(pool);
        }
        if (value.length() > LONGEST_VALUE) {
            throw invalid("ProviderAttributeValue can have at most " + LONGEST_VALUE + " characters.");
        }
        return new LinkedIdentityRecord.Key(provider, attribute, value);
    }

    /// A local user is named by nothing but the user name.
    void requireSubject() {
        if (!attribute.equals(Identities.SUBJECT)) {
            throw invalid("ProviderAttributeName must be " + Identities.SUBJECT + ".");
        }
    }

    private void requireMapped(Pool pool) {
        if (Identities.SOCIAL.contains(provider)) {
            throw invalid("ProviderAttributeName must be " + Identities.SUBJECT + " for social identity providers.");
        }
        if (pool.schema().definition(attribute).isEmpty()) {
            throw invalid("ProviderAttributeName must be " + Identities.SUBJECT + " or an attribute of the user pool.");
        }
    }

    private static String required(String member, String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw Refusals.invalid("Invalid " + member + ": " + name + " is missing.");
        }
        return value;
    }

    private RuntimeException invalid(String text) {
        return Refusals.invalid("Invalid " + member + ": " + text);
    }
}
