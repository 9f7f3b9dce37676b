package dev.gatehouse.server.iam;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.ListInstanceProfilesForRoleResponse;
import dev.gatehouse.model.iam.ListInstanceProfilesResponse;
import dev.gatehouse.model.iam.ListMFADevicesResponse;
import dev.gatehouse.model.iam.ListSSHPublicKeysResponse;
import dev.gatehouse.model.iam.ListServerCertificatesResponse;
import dev.gatehouse.model.iam.ListServiceSpecificCredentialsResponse;
import dev.gatehouse.model.iam.ListSigningCertificatesResponse;
import dev.gatehouse.model.iam.ListVirtualMFADevicesResponse;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.store.IamEntity.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What IAM has and this server does not keep: instance profiles, console passwords, MFA devices and other
/// credentials of users. Lists are empty, and nothing is found: clients that clean up after themselves go on.
final class NotKept {
    private final Entities entities;
    private final String account;

    NotKept(Entities entities, String account) {
        this.entities = entities;
        this.account = account;
    }

    Operations.Table table() {
        return Operations.table().with(lists()).with(absent());
    }

    private Operations.Table lists() {
        return Operations.table()
                .on(
                        Iam.LIST_INSTANCE_PROFILES,
                        (request, call) -> ListInstanceProfilesResponse.builder()
                                .instanceProfiles(List.of())
                                .isTruncated(false)
                                .build())
                .on(
                        Iam.LIST_VIRTUAL_MFA_DEVICES,
                        (request, call) -> ListVirtualMFADevicesResponse.builder()
                                .virtualMFADevices(List.of())
                                .isTruncated(false)
                                .build())
                .on(
                        Iam.LIST_SERVER_CERTIFICATES,
                        (request, call) -> ListServerCertificatesResponse.builder()
                                .serverCertificateMetadataList(List.of())
                                .isTruncated(false)
                                .build())
                .on(Iam.LIST_MFA_DEVICES, (request, call) -> {
                    requireUser(request.userName());
                    return ListMFADevicesResponse.builder()
                            .mfaDevices(List.of())
                            .isTruncated(false)
                            .build();
                })
                .on(Iam.LIST_SERVICE_SPECIFIC_CREDENTIALS, (request, call) -> {
                    requireUser(request.userName());
                    return ListServiceSpecificCredentialsResponse.builder()
                            .serviceSpecificCredentials(List.of())
                            .isTruncated(false)
                            .build();
                })
                .on(Iam.LIST_SIGNING_CERTIFICATES, (request, call) -> {
                    requireUser(request.userName());
                    return ListSigningCertificatesResponse.builder()
                            .certificates(List.of())
                            .isTruncated(false)
                            .build();
                })
                .on(Iam.LIST_SSH_PUBLIC_KEYS, (request, call) -> {
                    requireUser(request.userName());
                    return ListSSHPublicKeysResponse.builder()
                            .sshPublicKeys(List.of())
                            .isTruncated(false)
                            .build();
                })
                .on(Iam.LIST_INSTANCE_PROFILES_FOR_ROLE, (request, call) -> {
                    var _ = entities.require(Kind.ROLE, requireNonNull(request.roleName()));
                    return ListInstanceProfilesForRoleResponse.builder()
                            .instanceProfiles(List.of())
                            .isTruncated(false)
                            .build();
                });
    }

    private Operations.Table absent() {
        return Operations.table()
                .on(Iam.GET_INSTANCE_PROFILE, (request, call) -> {
                    throw Refusals.notKept("instance profile", requireNonNull(request.instanceProfileName()));
                })
                .on(Iam.DELETE_INSTANCE_PROFILE, (request, call) -> {
                    throw Refusals.notKept("instance profile", requireNonNull(request.instanceProfileName()));
                })
                .on(Iam.REMOVE_ROLE_FROM_INSTANCE_PROFILE, (request, call) -> {
                    throw Refusals.notKept("instance profile", requireNonNull(request.instanceProfileName()));
                })
                .on(Iam.GET_SERVER_CERTIFICATE, (request, call) -> {
                    throw Refusals.notKept("server certificate", requireNonNull(request.serverCertificateName()));
                })
                .on(Iam.DELETE_SERVER_CERTIFICATE, (request, call) -> {
                    throw Refusals.notKept("server certificate", requireNonNull(request.serverCertificateName()));
                })
                .on(Iam.GET_MFA_DEVICE, (request, call) -> {
                    throw Refusals.notKept("MFA device", requireNonNull(request.serialNumber()));
                })
                .on(Iam.DEACTIVATE_MFA_DEVICE, (request, call) -> {
                    throw Refusals.notKept("MFA device", requireNonNull(request.serialNumber()));
                })
                .on(Iam.DELETE_VIRTUAL_MFA_DEVICE, (request, call) -> {
                    throw Refusals.notKept("MFA device", requireNonNull(request.serialNumber()));
                })
                .on(Iam.DELETE_SIGNING_CERTIFICATE, (request, call) -> {
                    throw Refusals.notKept("signing certificate", requireNonNull(request.certificateId()));
                })
                .on(Iam.GET_SSH_PUBLIC_KEY, (request, call) -> {
                    throw Refusals.notKept("SSH public key", requireNonNull(request.sshPublicKeyId()));
                })
                .on(Iam.DELETE_SSH_PUBLIC_KEY, (request, call) -> {
                    throw Refusals.notKept("SSH public key", requireNonNull(request.sshPublicKeyId()));
                })
                .on(Iam.DELETE_SERVICE_SPECIFIC_CREDENTIAL, (request, call) -> {
                    throw Refusals.notKept(
                            "service specific credential", requireNonNull(request.serviceSpecificCredentialId()));
                })
                .on(Iam.GET_LOGIN_PROFILE, (request, call) -> {
                    throw Refusals.noLoginProfile(request.userName());
                })
                .on(Iam.DELETE_LOGIN_PROFILE, (request, call) -> {
                    throw Refusals.noLoginProfile(request.userName());
                })
                .on(Iam.GET_ACCOUNT_PASSWORD_POLICY, (request, call) -> {
                    throw Refusals.noPasswordPolicy(account);
                })
                .on(Iam.DELETE_ACCOUNT_PASSWORD_POLICY, (request, call) -> {
                    throw Refusals.noPasswordPolicy(account);
                });
    }

    private void requireUser(@Nullable String name) {
        if (name != null) {
            var _ = entities.require(Kind.USER, name);
        }
    }
}
