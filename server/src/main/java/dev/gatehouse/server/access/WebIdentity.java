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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Somebody whom an identity provider has proven becomes a role, if its trust policy says so (STS API
/// reference,
/// "AssumeRoleWithWebIdentity"). Safe for many threads.
public final class WebIdentity {
    private static final String ASSUME = "sts:AssumeRoleWithWebIdentity";
    private static final String TAG = "sts:TagSession";

    private final Access access;
    private final SessionTokens tokens;
    private final Store store;
    private final Arns arns;
    private final InstantSource clock;

    public WebIdentity(Access access, SessionTokens tokens, Store store, Arns arns, InstantSource clock) {
        this.access = access;
        this.tokens = tokens;
        this.store = store;
        this.arns = arns;
        this.clock = clock;
    }

    /// What was proven of somebody.
    ///
    /// @param provider as trust policies name it
    /// @param keys condition keys, which stay with the session
    /// @param multivalued those of the keys that are multivalued whatever their number of values
    /// @param tags session tags
    /// @param transitive the keys of the tags that go on through role chaining
    public record Proof(
            String provider,
            Map<String, List<String>> keys,
            Set<String> multivalued,
            Map<String, String> tags,
            Set<String> transitive) {}

    /// What is wanted.
    ///
    /// @param name of the session
    /// @param policies inline session policies
    /// @param policyArns managed session policies
    /// @param least how long the session token is at least
    public record Wanted(
            IamEntity role, String name, Duration life, List<String> policies, List<String> policyArns, int least) {
        public Wanted(IamEntity role, String name, Duration life, List<String> policies, List<String> policyArns) {
            this(role, name, life, policies, policyArns, 0);
        }
    }

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
        Decision assume = decide(ASSUME, proof, wanted.role(), keys, call);
        if (!assume.allowed()) {
            return new Outcome.Refused(ASSUME, assume);
        }
        if (!proof.tags().isEmpty()) {
            Decision tag = decide(TAG, proof, wanted.role(), keys, call);
            if (!tag.allowed()) {
                return new Outcome.Refused(TAG, tag);
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
                proof.tags(),
                proof.transitive(),
                Optional.empty(),
                proof.keys(),
                proof.multivalued(),
                false);
        IamEntity role = wanted.role();
        SessionTokens.Owner owner =
                id -> new Caller.Role(arns.account(), id, role.id(), arns.of(role), wanted.name(), session);
        SessionTokens.Credentials credentials = tokens.make(owner, expires, wanted.least());
        return new Outcome.Became((Caller.Role) owner.with(credentials.accessKeyId()), credentials);
    }

    private static Context keys(Proof proof, Wanted wanted) {
        Context.Builder keys = Context.builder()
                .put("sts:RoleSessionName", wanted.name())
                .putAll("aws:RequestTag/", proof.tags())
                .put("aws:TagKeys", proof.tags().keySet())
                .put("sts:TransitiveTagKeys", proof.transitive())
                .putAll("aws:ResourceTag/", wanted.role().tags())
                .putAll("iam:ResourceTag/", wanted.role().tags());
        proof.keys().forEach((key, values) -> {
            if (proof.multivalued().contains(key)) {
                keys.put(key, values);
            } else {
                keys.put(key, values.getFirst());
            }
        });
        return keys.build();
    }
}
