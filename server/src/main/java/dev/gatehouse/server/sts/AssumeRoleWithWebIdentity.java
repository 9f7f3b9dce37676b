package dev.gatehouse.server.sts;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.sts.AssumeRoleWithWebIdentityRequest;
import dev.gatehouse.model.sts.AssumeRoleWithWebIdentityResponse;
import dev.gatehouse.model.sts.AssumedRoleUser;
import dev.gatehouse.server.access.FederatedRoles;
import dev.gatehouse.server.store.IamEntity;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// AssumeRoleWithWebIdentity: whoever holds a good token of a provider becomes a role whose trust policy names
/// it. The
/// call is not signed.
final class AssumeRoleWithWebIdentity {
    private static final String DENIED = "Not authorized to perform ";
    private static final int USUAL_SECONDS = 3600;

    private final WebTokens tokens;
    private final FederatedRoles roles;

    AssumeRoleWithWebIdentity(WebTokens tokens, FederatedRoles roles) {
        this.tokens = tokens;
        this.roles = roles;
    }

    AssumeRoleWithWebIdentityResponse handle(AssumeRoleWithWebIdentityRequest request, Call call) {
        String arn = requireNonNull(request.roleArn());
        AssumeRole.requireRoleArn(arn);
        SessionPolicies policies = SessionPolicies.of(request.policy(), request.policyArns());
        WebTokens.Proven proven =
                tokens.prove(Optional.ofNullable(request.providerId()), requireNonNull(request.webIdentityToken()));
        Integer packed = policies.packed(ProvenValues.length(proven.proof().tags()));
        IamEntity role = roles.role(arn).orElseThrow(() -> Refusals.denied(DENIED + "sts:AssumeRoleWithWebIdentity"));
        FederatedRoles.Wanted wanted = new FederatedRoles.Wanted(
                role,
                requireNonNull(request.roleSessionName()),
                life(request, role),
                policies.documents(),
                policies.arns(),
                Answers.leastSize(request.minimumSessionTokenSize()));
        return switch (roles.assume(proven.proof(), wanted, call)) {
            case FederatedRoles.Outcome.Became became -> answer(became, proven, packed);
            case FederatedRoles.Outcome.Refused refused -> {
                call.trail().reason(refused.decision().reason());
                throw Refusals.denied(DENIED + refused.action());
            }
        };
    }

    private static Duration life(AssumeRoleWithWebIdentityRequest request, IamEntity role) {
        int seconds = requireNonNullElse(request.durationSeconds(), USUAL_SECONDS);
        if (seconds > role.maxSession()) {
            throw Refusals.tooLong();
        }
        return Duration.ofSeconds(seconds);
    }

    private static AssumeRoleWithWebIdentityResponse answer(
            FederatedRoles.Outcome.Became became, WebTokens.Proven proven, @Nullable Integer packed) {
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(Answers.credentials(became.credentials()))
                .assumedRoleUser(AssumedRoleUser.builder()
                        .arn(became.caller().arn())
                        .assumedRoleId(became.caller().userId())
                        .build())
                .subjectFromWebIdentityToken(proven.subject())
                .audience(proven.audience())
                .provider(proven.provider())
                .sourceIdentity(proven.proof().source().orElse(null))
                .packedPolicySize(packed)
                .sessionTokenSize(Answers.size(became.credentials()))
                .sessionTokenUtilization(Answers.utilization(became.credentials()))
                .build();
    }
}
