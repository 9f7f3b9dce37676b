package dev.gatehouse.server.identitypools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidentity.Credentials;
import dev.gatehouse.model.cognitoidentity.GetCredentialsForIdentityInput;
import dev.gatehouse.model.cognitoidentity.GetCredentialsForIdentityResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.access.FederatedRoles;
import dev.gatehouse.server.access.SessionTokens;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IdentityRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// GetCredentialsForIdentity, the enhanced flow: logins, role, trust policy and credentials in one step.
final class Enhanced {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String SESSION_NAME = "CognitoIdentityCredentials";

    private final Pools pools;
    private final Logins logins;
    private final OwnLogins ownLogins;
    private final Identities identities;
    private final PrincipalTags tags;
    private final ProviderNames names;
    private final FederatedRoles roles;
    private final GuestPolicy guests = GuestPolicy.load();

    Enhanced(
            Pools pools,
            Logins logins,
            OwnLogins ownLogins,
            Identities identities,
            PrincipalTags tags,
            ProviderNames names,
            FederatedRoles roles) {
        this.pools = pools;
        this.logins = logins;
        this.ownLogins = ownLogins;
        this.identities = identities;
        this.tags = tags;
        this.names = names;
        this.roles = roles;
    }

    GetCredentialsForIdentityResponse handle(GetCredentialsForIdentityInput request, Call call) {
        IdentityRecord given = identities.require(requireNonNull(request.identityId()));
        Pool pool = pools.require(given.pool());
        call.trail().pool(pool.id());
        call.trail().user(given.id());
        Map<String, String> sent = requireNonNullElse(request.logins(), Map.of());
        Optional<String> custom = Optional.ofNullable(request.customRoleArn());
        Chosen chosen = sent.containsKey(ProviderNames.OWN)
                ? byOwnToken(pool, given, sent, custom)
                : byLogins(pool, given, sent, custom);
        return GetCredentialsForIdentityResponse.builder()
                .identityId(chosen.subject().identity())
                .credentials(answer(credentials(chosen, call)))
                .build();
    }

    /// Who gets which role.
    private record Chosen(OpenIdTokens.Subject subject, String role) {}

    private Chosen byLogins(Pool pool, IdentityRecord given, Map<String, String> sent, Optional<String> custom) {
        List<Login> proven = logins.verify(pool, sent);
        String identity = identities.of(pool, given, proven);
        RoleChoice choice = new RoleChoice(pool.defaultRoles(), pool.mappings(), names::canonical);
        RoleChoice.Choice.Role role = role(choice.choose(proven, custom), custom);
        Map<String, String> principalTags = tags.of(pool, proven, role.deciding());
        return new Chosen(new OpenIdTokens.Subject(pool.id(), identity, GetId.amr(proven), principalTags), role.arn());
    }

    /// A token of GetOpenIdToken or GetOpenIdTokenForDeveloperIdentity says all; the pool's role applies.
    private Chosen byOwnToken(Pool pool, IdentityRecord given, Map<String, String> sent, Optional<String> custom) {
        OpenIdTokens.Subject subject = ownLogins.verify(pool, given, sent);
        RoleChoice none = new RoleChoice(pool.defaultRoles(), Map.of(), names::canonical);
        return new Chosen(
                subject,
                role(none.choose(List.of(OwnLogins.ANY), custom), custom).arn());
    }

    private static RoleChoice.Choice.Role role(RoleChoice.Choice choice, Optional<String> custom) {
        return switch (choice) {
            case RoleChoice.Choice.Role role -> role;
            case RoleChoice.Choice.None _ -> throw Refusals.noRole();
            case RoleChoice.Choice.Ambiguous(String provider) -> throw Refusals.ambiguous(provider);
            case RoleChoice.Choice.NotCustom _ -> throw Refusals.customRole(custom.orElseThrow());
        };
    }

    private SessionTokens.Credentials credentials(Chosen chosen, Call call) {
        IamEntity role = roles.role(chosen.role()).orElseThrow(Refusals::noRole);
        boolean guest = !chosen.subject().authenticated();
        FederatedRoles.Wanted wanted = new FederatedRoles.Wanted(
                role,
                SESSION_NAME,
                LIFE,
                guest ? guests.documents() : List.of(),
                guest ? guests.policyArns() : List.of(),
                0);
        return switch (roles.assume(OpenIdProof.of(chosen.subject(), Set.of()), wanted, call)) {
            case FederatedRoles.Outcome.Became became -> became.credentials();
            case FederatedRoles.Outcome.Refused refused -> {
                call.trail().reason(refused.action() + ": " + refused.decision().reason());
                throw Refusals.noRole();
            }
        };
    }

    private static Credentials answer(SessionTokens.Credentials made) {
        return Credentials.builder()
                .accessKeyId(made.accessKeyId())
                .secretKey(made.secretAccessKey().reveal())
                .sessionToken(made.sessionToken())
                .expiration(made.expires())
                .build();
    }
}
