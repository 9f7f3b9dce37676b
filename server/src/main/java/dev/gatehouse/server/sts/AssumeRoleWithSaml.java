package dev.gatehouse.server.sts;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.sts.AssumeRoleWithSAMLRequest;
import dev.gatehouse.model.sts.AssumeRoleWithSAMLResponse;
import dev.gatehouse.model.sts.AssumedRoleUser;
import dev.gatehouse.server.access.FederatedRoles;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// AssumeRoleWithSAML: whoever brings a fresh response of a SAML provider becomes a role that it names and whose trust
/// policy names the provider. The call is not signed. A response is good once for each role.
final class AssumeRoleWithSaml {
    private static final Duration USUAL = Duration.ofHours(1);

    /// Longer than any response is taken.
    private static final Duration REMEMBERED = Duration.ofMinutes(15);

    private final SamlProofs proofs;
    private final FederatedRoles roles;
    private final Store store;
    private final InstantSource clock;

    AssumeRoleWithSaml(SamlProofs proofs, FederatedRoles roles, Store store, InstantSource clock) {
        this.proofs = proofs;
        this.roles = roles;
        this.store = store;
        this.clock = clock;
    }

    AssumeRoleWithSAMLResponse handle(AssumeRoleWithSAMLRequest request, Call call) {
        String arn = requireNonNull(request.roleArn());
        AssumeRole.requireRoleArn(arn);
        SessionPolicies policies = SessionPolicies.of(request.policy(), request.policyArns());
        SamlProofs.Proven proven =
                proofs.prove(requireNonNull(request.principalArn()), requireNonNull(request.samlAssertion()));
        Integer packed = policies.packed(ProvenValues.length(proven.proof().tags()));
        IamEntity role = roles.role(arn)
                .filter(found -> proven.mayBecome(arn))
                .orElseThrow(() -> denied(FederatedRoles.BY_SAML));
        FederatedRoles.Wanted wanted = new FederatedRoles.Wanted(
                role,
                proven.name(),
                life(request.durationSeconds(), proven, role),
                policies.documents(),
                policies.arns(),
                Answers.leastSize(request.minimumSessionTokenSize()));
        return switch (roles.assume(proven.proof(), wanted, call)) {
            case FederatedRoles.Outcome.Became became -> {
                spend(proven, role);
                yield answer(became, proven, packed);
            }
            case FederatedRoles.Outcome.Refused refused -> {
                call.trail().reason(refused.decision().reason());
                throw denied(refused.action());
            }
        };
    }

    private static RuntimeException denied(String action) {
        return Refusals.denied("Not authorized to perform " + action);
    }

    /// As asked, else as the provider wishes, else an hour; never past the end of the session at the provider.
    private Duration life(@Nullable Integer asked, SamlProofs.Proven proven, IamEntity role) {
        Duration life = asked == null ? proven.wished().orElse(USUAL) : Duration.ofSeconds(asked);
        if (life.toSeconds() > role.maxSession()) {
            throw Refusals.tooLong();
        }
        Instant now = clock.instant();
        Duration left = proven.assertion()
                .sessionEnds()
                .map(end -> Duration.between(now, end))
                .orElse(life);
        if (!left.isPositive()) {
            throw Refusals.samlTooOld();
        }
        return left.compareTo(life) < 0 ? left : life;
    }

    private void spend(SamlProofs.Proven proven, IamEntity role) {
        String item = "saml " + proven.proof().provider() + " " + role.id() + " "
                + proven.assertion().id();
        long until = clock.instant().plus(REMEMBERED).toEpochMilli();
        if (!store.write(tx -> tx.spentProofs().spend(item, until))) {
            throw Refusals.samlReplayed();
        }
    }

    private static AssumeRoleWithSAMLResponse answer(
            FederatedRoles.Outcome.Became became, SamlProofs.Proven proven, @Nullable Integer packed) {
        return AssumeRoleWithSAMLResponse.builder()
                .credentials(Answers.credentials(became.credentials()))
                .assumedRoleUser(AssumedRoleUser.builder()
                        .arn(became.caller().arn())
                        .assumedRoleId(became.caller().userId())
                        .build())
                .subject(proven.assertion().subject())
                .subjectType(proven.subjectType())
                .issuer(proven.assertion().issuer())
                .audience(proven.assertion().recipient())
                .nameQualifier(proven.nameQualifier())
                .sourceIdentity(proven.proof().source().orElse(null))
                .packedPolicySize(packed)
                .sessionTokenSize(Answers.size(became.credentials()))
                .sessionTokenUtilization(Answers.utilization(became.credentials()))
                .build();
    }
}
