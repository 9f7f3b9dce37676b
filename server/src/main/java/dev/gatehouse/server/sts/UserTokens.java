package dev.gatehouse.server.sts;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.model.sts.FederatedUser;
import dev.gatehouse.model.sts.GetFederationTokenRequest;
import dev.gatehouse.model.sts.GetFederationTokenResponse;
import dev.gatehouse.model.sts.GetSessionTokenRequest;
import dev.gatehouse.model.sts.GetSessionTokenResponse;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import dev.gatehouse.server.access.Access;
import dev.gatehouse.server.access.OperationAccess;
import dev.gatehouse.server.access.SessionTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// GetSessionToken and GetFederationToken: temporary credentials for a user with a long-lived key, and for
/// somebody that user vouches for. The account's own key may call both; what it makes lasts an hour at most.
final class UserTokens {
    private static final int USUAL_SECONDS = 43_200;
    private static final int ROOT_SECONDS = 3600;
    private static final String TAG = "sts:TagSession";

    private final Access access;
    private final SessionTokens tokens;
    private final InstantSource clock;

    UserTokens(Access access, SessionTokens tokens, InstantSource clock) {
        this.access = access;
        this.tokens = tokens;
        this.clock = clock;
    }

    GetSessionTokenResponse session(GetSessionTokenRequest request, Call call) {
        Caller.Known caller = longLived(call, "GetSessionToken");
        if (request.serialNumber() != null || request.tokenCode() != null) {
            throw Refusals.badMfa();
        }
        Instant now = clock.instant();
        Instant expires = expires(now, request.durationSeconds(), caller);
        SessionTokens.Credentials made = tokens.make(
                id -> caller instanceof Caller.User user
                        ? new Caller.User(
                                user.account(),
                                id,
                                user.id(),
                                user.path(),
                                user.name(),
                                Optional.of(Session.plain(now, expires)))
                        : new Caller.Root(caller.account(), id),
                expires,
                Answers.leastSize(request.minimumSessionTokenSize()));
        return GetSessionTokenResponse.builder()
                .credentials(Answers.credentials(made))
                .sessionTokenSize(Answers.size(made))
                .sessionTokenUtilization(Answers.utilization(made))
                .build();
    }

    GetFederationTokenResponse federation(GetFederationTokenRequest request, Call call) {
        Caller.Known caller = longLived(call, "GetFederationToken");
        SessionPolicies policies = SessionPolicies.of(request.policy(), request.policyArns());
        SessionTags tags = SessionTags.of(request.tags(), null, Optional.empty());
        Integer packed = policies.packed(tags.length());
        Instant now = clock.instant();
        Instant expires = expires(now, request.durationSeconds(), caller);
        Session session = new Session(
                now,
                expires,
                policies.documents(),
                policies.arns(),
                tags.all(),
                Set.of(),
                Optional.empty(),
                Map.of(),
                Set.of(),
                false);
        String name = requireNonNull(request.name());
        String behind = caller.userId();
        Caller.Federated became = new Caller.Federated(caller.account(), "", behind, name, session);
        if (!tags.all().isEmpty()) {
            requireTagging(caller, became, tags, call);
        }
        SessionTokens.Credentials made = tokens.make(
                id -> new Caller.Federated(caller.account(), id, behind, name, session),
                expires,
                Answers.leastSize(request.minimumSessionTokenSize()));
        return GetFederationTokenResponse.builder()
                .credentials(Answers.credentials(made))
                .federatedUser(FederatedUser.builder()
                        .federatedUserId(became.userId())
                        .arn(became.arn())
                        .build())
                .packedPolicySize(packed)
                .sessionTokenSize(Answers.size(made))
                .sessionTokenUtilization(Answers.utilization(made))
                .build();
    }

    /// Tags need a permission of their own (IAM User Guide, "Pass session tags in AWS STS").
    private void requireTagging(Caller.Known caller, Caller.Federated became, SessionTags tags, Call call) {
        Context keys = Context.builder()
                .putAll("aws:RequestTag/", tags.passed())
                .put("aws:TagKeys", tags.passed().keySet())
                .build();
        Decision decision = access.decide(caller, new Access.Wish(TAG, became.arn(), keys), call);
        if (!decision.allowed()) {
            throw Refusals.denied(OperationAccess.message(caller, TAG, became.arn()) + decision.tail(TAG));
        }
    }

    private static Instant expires(Instant now, @Nullable Integer asked, Caller.Known caller) {
        int seconds = requireNonNullElse(asked, USUAL_SECONDS);
        int most = caller instanceof Caller.Root ? Math.min(seconds, ROOT_SECONDS) : seconds;
        return now.plusSeconds(most).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Caller.Known longLived(Call call, String operation) {
        Caller.Known caller = CallerIdentity.known(call);
        boolean root = caller instanceof Caller.Root && !caller.accessKeyId().startsWith("ASIA");
        boolean user = caller instanceof Caller.User && caller.temporary().isEmpty();
        if (!root && !user) {
            throw Refusals.notWithSession(operation);
        }
        return caller;
    }
}
