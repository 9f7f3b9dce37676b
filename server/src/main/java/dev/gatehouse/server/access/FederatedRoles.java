package dev.gatehouse.server.access;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import dev.gatehouse.pure.policy.NamedPolicy;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Somebody whom an identity provider has proven becomes a role, if its trust policy says so (STS API
/// reference, "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"). Safe for many threads.
public final class FederatedRoles {
    /// The action of somebody who was proven by a token.
    public static final String BY_TOKEN = "sts:AssumeRoleWithWebIdentity";

    /// The action of somebody who was proven by a SAML assertion.
    public static final String BY_SAML = "sts:AssumeRoleWithSAML";

    private static final String TAG = "sts:TagSession";
    private static final String SOURCE = "sts:SetSourceIdentity";

    private final Access access;
    private final SessionTokens tokens;
    private final Store store;
    private final Arns arns;
    private final InstantSource clock;

    public FederatedRoles(Access access, SessionTokens tokens, Store store, Arns arns, InstantSource clock) {
        this.access = access;
        this.tokens = tokens;
        this.store = store;
        this.arns = arns;
        this.clock = clock;
    }

    /// What was proven of somebody.
    ///
    /// @param action {@link #BY_TOKEN} or {@link #BY_SAML}
    /// @param provider as trust policies name it
    /// @param source the source identity that the provider gives the session
    public record Proof(String action, String provider, Keys keys, Tags tags, Optional<String> source) {}

    /// Condition keys of a proof.
    ///
    /// @param lasting those that stay with the session
    /// @param passing those that only the trust policy sees
    /// @param multivalued those of both that are multivalued whatever their number of values
    public record Keys(Map<String, List<String>> lasting, Map<String, List<String>> passing, Set<String> multivalued) {
        private void putInto(Context.Builder context, Map<String, List<String>> keys) {
            keys.forEach((key, values) -> {
                if (multivalued.contains(key)) {
                    context.put(key, values);
                } else {
                    context.put(key, values.getFirst());
                }
            });
        }
    }

    /// Session tags of a proof.
    ///
    /// @param transitive the keys of those that go on through role chaining
    public record Tags(Map<String, String> all, Set<String> transitive) {}

    /// What is wanted.
    ///
    /// @param name of the session
    /// @param policies inline session policies
    /// @param policyArns managed session policies
    /// @param leastSize the characters that the session token has at least
    public record Wanted(
            IamEntity role,
            String name,
            Duration life,
            List<String> policies,
            List<String> policyArns,
            int leastSize) {}

    /// What comes of it.
    public sealed interface Outcome {
        /// The role was assumed.
        record Became(Caller.Role caller, SessionTokens.Credentials credentials) implements Outcome {}

        /// The trust policy does not allow an action.
        record Refused(String action, Decision decision) implements Outcome {}
    }

    /// The role of an ARN; its name and path must be the role's own.
    public Optional<IamEntity> role(String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return store.read(tx -> tx.iamEntities().find(IamEntity.Kind.ROLE, name))
                .filter(role -> arns.of(role).equals(arn));
    }

    /// Makes credentials of the role if it trusts the proof.
    public Outcome assume(Proof proof, Wanted wanted, Call call) {
        Context keys = keys(proof, wanted);
        List<String> actions = new ArrayList<>(List.of(proof.action()));
        if (!proof.tags().all().isEmpty()) {
            actions.add(TAG);
        }
        if (proof.source().isPresent()) {
            actions.add(SOURCE);
        }
        for (String action : actions) {
            Decision decision = decide(action, proof, wanted.role(), keys, call);
            if (!decision.allowed()) {
                return new Outcome.Refused(action, decision);
            }
        }
        return became(proof, wanted);
    }

    private Decision decide(String action, Proof proof, IamEntity role, Context keys, Call call) {
        NamedPolicy trust = access.trust("trust policy of " + role.name(), requireNonNull(role.trust()));
        Access.Wish wish = new Access.Wish(action, arns.of(role), keys);
        return Access.mayAssume(proof.provider(), wish, RequestKeys.of(call), trust);
    }

    private Outcome became(Proof proof, Wanted wanted) {
        Instant now = clock.instant();
        Instant expires = now.plus(wanted.life()).truncatedTo(ChronoUnit.SECONDS);
        Session session = new Session(
                now,
                expires,
                wanted.policies(),
                wanted.policyArns(),
                proof.tags().all(),
                proof.tags().transitive(),
                proof.source(),
                proof.keys().lasting(),
                proof.keys().multivalued(),
                false);
        IamEntity role = wanted.role();
        SessionTokens.Owner owner =
                id -> new Caller.Role(arns.account(), id, role.id(), arns.of(role), wanted.name(), session);
        SessionTokens.Credentials credentials = tokens.make(owner, expires, wanted.leastSize());
        return new Outcome.Became((Caller.Role) owner.with(credentials.accessKeyId()), credentials);
    }

    private static Context keys(Proof proof, Wanted wanted) {
        Tags tags = proof.tags();
        Context.Builder context = Context.builder()
                .put("sts:RoleSessionName", wanted.name())
                .putAll("aws:RequestTag/", tags.all())
                .put("aws:TagKeys", tags.all().keySet())
                .put("sts:TransitiveTagKeys", tags.transitive())
                .putAll("aws:ResourceTag/", wanted.role().tags())
                .putAll("iam:ResourceTag/", wanted.role().tags());
        proof.source().ifPresent(source -> context.put("sts:SourceIdentity", source));
        proof.keys().putInto(context, proof.keys().lasting());
        proof.keys().putInto(context, proof.keys().passing());
        return context.build();
    }
}
