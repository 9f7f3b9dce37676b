package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.store.IdentityLoginRecord;
import dev.gatehouse.server.store.IdentityRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.trust.Claims;
import dev.gatehouse.server.trust.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// OpenID tokens of our own, sent back as a login. What they say is looked at again: the identity may have been
/// merged
/// or unlinked, and the pool may have got role mappings, which such a token cannot answer.
final class OwnLogins {
    /// Stands for the login behind a token, which no mapping knows.
    static final Login ANY = new Login("", "", List.of(), List.of(), List.of(), new Claims(Map.of(), Map.of()));

    private final OpenIdTokens tokens;
    private final Store store;
    private final ProviderNames names;
    private final Arns arns;

    OwnLogins(OpenIdTokens tokens, Store store, ProviderNames names, Arns arns) {
        this.tokens = tokens;
        this.store = store;
        this.names = names;
        this.arns = arns;
    }

    /// @param sent must hold nothing else
    /// @throws dev.gatehouse.model.service.ServiceException NotAuthorizedException, InvalidParameterException
    OpenIdTokens.Subject verify(Pool pool, IdentityRecord given, Map<String, String> sent) {
        if (sent.size() > 1) {
            throw Refusals.invalid("A Cognito token goes with no other logins");
        }
        Verdict verdict = tokens.check(requireNonNull(sent.get(ProviderNames.OWN)), pool.id());
        if (!(verdict instanceof Verdict.Good(Claims claims))) {
            throw Refusals.of(verdict, ProviderNames.OWN);
        }
        OpenIdTokens.Subject subject = subject(claims);
        if (!given.enabled()) {
            throw Refusals.forbidden(given.id());
        }
        if (!subject.identity().equals(given.id()) || !subject.authenticated()) {
            throw Refusals.loginsDoNotMatch();
        }
        List<IdentityLoginRecord> present = store.read(tx -> tx.identities().logins(pool.id(), given.id()));
        if (present.stream().noneMatch(login -> forms(pool, login).anyMatch(subject.amr()::containsAll))) {
            throw Refusals.forbidden(given.id());
        }
        boolean mapped = pool.mappings().keySet().stream()
                .map(names::canonical)
                .anyMatch(key -> subject.amr().stream().anyMatch(value -> isOf(key, value)));
        if (mapped) {
            throw Refusals.classicWithMappings();
        }
        return subject;
    }

    /// What tokens of a linked login say of it. Whether the pool or the account knew the provider when the token was
    /// made, the link does not tell.
    private Stream<List<String>> forms(Pool pool, IdentityLoginRecord login) {
        String provider = login.provider();
        String user = login.subject();
        if (pool.isDeveloperProvider(provider)) {
            return Stream.of(Amr.ofDeveloper(provider, pool.id(), user));
        }
        if (names.userPool(provider).isPresent()) {
            return Stream.of(Amr.ofUserPool(provider, user));
        }
        if (provider.startsWith("arn:")) {
            return Stream.of(Amr.ofSaml(provider, user));
        }
        return Stream.of(Amr.ofPool(provider, user), Amr.ofAccount(provider, arns.oidcProvider(provider), user));
    }

    /// Whether the key of a mapping is of the provider of an `amr` value: keys of user pools go on with a client,
    /// values
    /// of a user with that user.
    private static boolean isOf(String key, String value) {
        return key.equals(value) || key.startsWith(value + ":") || value.startsWith(key + ":");
    }

    /// What a checked token says.
    static OpenIdTokens.Subject subject(Claims claims) {
        return new OpenIdTokens.Subject(
                claims.text("aud").orElseThrow(),
                claims.text("sub").orElseThrow(),
                claims.list("amr"),
                OpenIdTokens.principalTags(claims));
    }
}
