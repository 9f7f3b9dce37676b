package dev.gatehouse.server.sts;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.NotImplementedException;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.model.sts.AssumeRoleRequest;
import dev.gatehouse.model.sts.AssumeRoleResponse;
import dev.gatehouse.model.sts.AssumedRoleUser;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import dev.gatehouse.pure.policy.NamedPolicy;
import dev.gatehouse.server.access.Access;
import dev.gatehouse.server.access.OperationAccess;
import dev.gatehouse.server.access.RequestKeys;
import dev.gatehouse.server.access.SessionTokens;
import dev.gatehouse.server.store.IamEntity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// AssumeRole: a user or a role's session becomes a role (STS API reference, "AssumeRole").
final class AssumeRole {
    private static final String ACTION = "sts:AssumeRole";
    private static final int USUAL_SECONDS = 3600;
    private static final int CHAINED_SECONDS = 3600;

    private final Access access;
    private final Function<String, Optional<IamEntity>> roles;
    private final SessionTokens tokens;
    private final InstantSource clock;

    /// @param roles finds a role by its ARN
    AssumeRole(Access access, Function<String, Optional<IamEntity>> roles, SessionTokens tokens, InstantSource clock) {
        this.access = access;
        this.roles = roles;
        this.tokens = tokens;
        this.clock = clock;
    }

    AssumeRoleResponse handle(AssumeRoleRequest request, Call call) {
        Caller.Known caller = CallerIdentity.known(call);
        if (caller instanceof Caller.Root) {
            throw Refusals.rootMayNotAssume();
        }
        if (request.serialNumber() != null || request.tokenCode() != null) {
            throw Refusals.badMfa();
        }
        if (request.providedContexts() != null) {
            throw new NotImplementedException("Provided contexts are not implemented by Gatehouse.");
        }
        String arn = requireNonNull(request.roleArn());
        requireRoleArn(arn);
        SessionPolicies policies = SessionPolicies.of(request.policy(), request.policyArns());
        SessionTags tags = SessionTags.of(request.tags(), request.transitiveTagKeys(), caller.temporary());
        Integer packed = policies.packed(tags.length());
        Optional<String> source = source(request, caller);
        IamEntity role = roles.apply(arn).orElseThrow(() -> denied(caller, ACTION, arn, ""));
        judge(request, call, caller, role, tags, source);
        Duration duration = duration(request, caller, role);
        Instant now = clock.instant();
        Instant expires = now.plus(duration).truncatedTo(ChronoUnit.SECONDS);
        Session session = new Session(
                now,
                expires,
                policies.documents(),
                policies.arns(),
                tags.all(),
                tags.transitive(),
                source,
                Map.of(),
                Set.of(),
                caller instanceof Caller.Role);
        String name = requireNonNull(request.roleSessionName());
        SessionTokens.Credentials credentials = tokens.make(
                id -> new Caller.Role(caller.account(), id, role.id(), arn, name, session),
                expires,
                Answers.leastSize(request.minimumSessionTokenSize()));
        Caller.Role became = new Caller.Role(caller.account(), "", role.id(), arn, name, session);
        return AssumeRoleResponse.builder()
                .credentials(Answers.credentials(credentials))
                .assumedRoleUser(AssumedRoleUser.builder()
                        .assumedRoleId(became.userId())
                        .arn(became.arn())
                        .build())
                .packedPolicySize(packed)
                .sourceIdentity(source.orElse(null))
                .sessionTokenSize(Answers.size(credentials))
                .sessionTokenUtilization(Answers.utilization(credentials))
                .build();
    }

    /// The role's trust policy must say yes to each of what is asked; where it trusts the account, the caller's
    /// own policies too.
    private void judge(
            AssumeRoleRequest request,
            Call call,
            Caller.Known caller,
            IamEntity role,
            SessionTags tags,
            Optional<String> source) {
        String arn = requireNonNull(request.roleArn());
        Context keys = keys(request, role, tags, source);
        NamedPolicy trust = access.trust("trust policy of " + role.name(), requireNonNull(role.trust()));
        require(ACTION, arn, caller, keys, call, trust);
        if (!tags.all().isEmpty()) {
            require("sts:TagSession", arn, caller, keys, call, trust);
        }
        if (source.isPresent()) {
            require("sts:SetSourceIdentity", arn, caller, keys, call, trust);
        }
    }

    private void require(String action, String arn, Caller.Known caller, Context keys, Call call, NamedPolicy trust) {
        Decision decision = access.mayAssume(caller, new Access.Wish(action, arn, keys), RequestKeys.of(call), trust);
        if (!decision.allowed()) {
            call.trail().reason(decision.reason());
            String tail = decision instanceof Decision.DeniedExplicitly ? decision.tail(action) : "";
            throw denied(caller, action, arn, tail);
        }
    }

    private static RuntimeException denied(Caller.Known caller, String action, String arn, String tail) {
        return Refusals.denied(OperationAccess.message(caller, action, arn) + tail);
    }

    private static Context keys(AssumeRoleRequest request, IamEntity role, SessionTags tags, Optional<String> source) {
        Context.Builder keys = Context.builder()
                .put("sts:RoleSessionName", requireNonNull(request.roleSessionName()))
                .putAll("aws:RequestTag/", tags.passed())
                .put("aws:TagKeys", tags.passed().keySet())
                .put("sts:TransitiveTagKeys", tags.transitive())
                .putAll("aws:ResourceTag/", role.tags())
                .putAll("iam:ResourceTag/", role.tags());
        if (request.externalId() != null) {
            keys.put("sts:ExternalId", request.externalId());
        }
        source.ifPresent(text -> keys.put("sts:SourceIdentity", text));
        return keys.build();
    }

    /// Once set, a source identity stays and cannot be changed.
    private static Optional<String> source(AssumeRoleRequest request, Caller.Known caller) {
        Optional<String> before = caller.temporary().flatMap(Session::sourceIdentity);
        if (before.isPresent()
                && request.sourceIdentity() != null
                && !before.get().equals(request.sourceIdentity())) {
            throw denied(caller, "sts:SetSourceIdentity", requireNonNull(request.roleArn()), "");
        }
        return before.or(() -> Optional.ofNullable(request.sourceIdentity()));
    }

    private static Duration duration(AssumeRoleRequest request, Caller.Known caller, IamEntity role) {
        int seconds = requireNonNullElse(request.durationSeconds(), USUAL_SECONDS);
        if (caller instanceof Caller.Role && seconds > CHAINED_SECONDS) {
            throw Refusals.chainTooLong();
        }
        if (seconds > role.maxSession()) {
            throw Refusals.tooLong();
        }
        return Duration.ofSeconds(seconds);
    }

    static void requireRoleArn(String arn) {
        if (!arn.matches("arn:aws:iam::\\d{12}:role/[!-~]+")) {
            throw Refusals.badArn();
        }
    }
}
