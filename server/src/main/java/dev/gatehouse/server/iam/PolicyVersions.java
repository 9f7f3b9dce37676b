package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.CreatePolicyVersionRequest;
import dev.gatehouse.model.iam.CreatePolicyVersionResponse;
import dev.gatehouse.model.iam.DeletePolicyVersionRequest;
import dev.gatehouse.model.iam.DeletePolicyVersionResponse;
import dev.gatehouse.model.iam.GetPolicyVersionRequest;
import dev.gatehouse.model.iam.GetPolicyVersionResponse;
import dev.gatehouse.model.iam.ListPolicyVersionsRequest;
import dev.gatehouse.model.iam.ListPolicyVersionsResponse;
import dev.gatehouse.model.iam.PolicyVersion;
import dev.gatehouse.model.iam.SetDefaultPolicyVersionRequest;
import dev.gatehouse.model.iam.SetDefaultPolicyVersionResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.store.IamPolicyRecord;
import dev.gatehouse.server.store.IamPolicyRecord.Version;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.util.List;

/// The versions of managed policies, at most five; one of them is in force.
final class PolicyVersions {
    private static final int MOST = 5;

    private final Room room;
    private final ManagedPolicies policies;

    PolicyVersions(Room room, ManagedPolicies policies) {
        this.room = room;
        this.policies = policies;
    }

    CreatePolicyVersionResponse create(CreatePolicyVersionRequest request, Call call) {
        String document = requireNonNull(request.policyDocument());
        String arn = requireNonNull(request.policyArn());
        room.documents().checkManaged(document);
        boolean inForce = Boolean.TRUE.equals(request.setAsDefault());
        long now = room.clock().millis();
        Version made = room.store().write(tx -> {
            IamPolicyRecord policy = policies.requireOwn(tx, arn);
            if (tx.iamPolicies().versions(arn).size() >= MOST) {
                throw Refusals.tooManyVersions();
            }
            int number = policy.lastVersion() + 1;
            Version version = new Version(number, document, now);
            tx.iamPolicies().putVersion(arn, version);
            tx.iamPolicies().update(policy.inForce(inForce ? number : policy.defaultVersion(), number, now));
            return version;
        });
        return CreatePolicyVersionResponse.builder()
                .policyVersion(brief(made, inForce).build())
                .build();
    }

    GetPolicyVersionResponse get(GetPolicyVersionRequest request, Call call) {
        String arn = requireNonNull(request.policyArn());
        String id = requireNonNull(request.versionId());
        IamPolicyRecord policy = policies.find(arn).orElseThrow(() -> Refusals.noPolicy(arn));
        Version version = versions(policy).stream()
                .filter(one -> id(one.number()).equals(id))
                .findFirst()
                .orElseThrow(() -> Refusals.noVersion(arn, id));
        return GetPolicyVersionResponse.builder()
                .policyVersion(brief(version, version.number() == policy.defaultVersion())
                        .document(Documents.outward(version.document()))
                        .build())
                .build();
    }

    ListPolicyVersionsResponse list(ListPolicyVersionsRequest request, Call call) {
        String arn = requireNonNull(request.policyArn());
        IamPolicyRecord policy = policies.find(arn).orElseThrow(() -> Refusals.noPolicy(arn));
        Page<PolicyVersion> page = Paging.of(
                versions(policy).stream()
                        .map(version -> brief(version, version.number() == policy.defaultVersion())
                                .build())
                        .toList(),
                request.marker(),
                request.maxItems());
        return ListPolicyVersionsResponse.builder()
                .versions(page.items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    DeletePolicyVersionResponse delete(DeletePolicyVersionRequest request, Call call) {
        String arn = requireNonNull(request.policyArn());
        String id = requireNonNull(request.versionId());
        room.store().write(tx -> {
            IamPolicyRecord policy = policies.requireOwn(tx, arn);
            int number = requireVersion(tx, arn, id).number();
            if (number == policy.defaultVersion()) {
                throw Refusals.defaultVersion();
            }
            return tx.iamPolicies().deleteVersion(arn, number)
                    && tx.iamPolicies().update(policy);
        });
        return DeletePolicyVersionResponse.builder().build();
    }

    SetDefaultPolicyVersionResponse setDefault(SetDefaultPolicyVersionRequest request, Call call) {
        String arn = requireNonNull(request.policyArn());
        String id = requireNonNull(request.versionId());
        room.store().write(tx -> {
            IamPolicyRecord policy = policies.requireOwn(tx, arn);
            int number = requireVersion(tx, arn, id).number();
            return tx.iamPolicies()
                    .update(policy.inForce(
                            number, policy.lastVersion(), room.clock().millis()));
        });
        return SetDefaultPolicyVersionResponse.builder().build();
    }

    /// All versions of a policy with their documents.
    List<PolicyVersion> whole(IamPolicyRecord policy) {
        return versions(policy).stream()
                .map(version -> brief(version, version.number() == policy.defaultVersion())
                        .document(Documents.outward(version.document()))
                        .build())
                .toList();
    }

    /// `v1`.
    static String id(int number) {
        return "v" + number;
    }

    private static Version requireVersion(Tx tx, String arn, String id) {
        return tx.iamPolicies().versions(arn).stream()
                .filter(version -> id(version.number()).equals(id))
                .findFirst()
                .orElseThrow(() -> Refusals.noVersion(arn, id));
    }

    private List<Version> versions(IamPolicyRecord policy) {
        return room.managed()
                .find(policy.arn())
                .map(managed -> List.of(new Version(policy.defaultVersion(), managed.document(), policy.modifiedAt())))
                .orElseGet(() -> room.store().read(tx -> tx.iamPolicies().versions(policy.arn())));
    }

    private static PolicyVersion.Builder brief(Version version, boolean inForce) {
        return PolicyVersion.builder()
                .versionId(id(version.number()))
                .isDefaultVersion(inForce)
                .createDate(Instant.ofEpochMilli(version.createdAt()));
    }
}
