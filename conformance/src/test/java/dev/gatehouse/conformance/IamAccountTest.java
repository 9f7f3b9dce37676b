package dev.gatehouse.conformance;

import static dev.gatehouse.conformance.Iam.attached;
import static dev.gatehouse.conformance.Iam.boundary;
import static dev.gatehouse.conformance.Iam.ofNobody;
import static dev.gatehouse.conformance.Iam.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.iam.model.UserDetail;

/// The account as a whole: its alias, its summary, everything in it, what is not kept and what is not built.
class IamAccountTest {
    private static final IamClient IAM = Iam.ADMIN;
    private static final String LAMBDA = Account.AWS_POLICIES + "service-role/AWSLambdaBasicExecutionRole";
    private static final String READ_ONLY = Account.AWS_POLICIES + "ReadOnlyAccess";

    private final String name = Names.unique("Account");

    private static List<String> aliases() {
        return IAM.listAccountAliases().accountAliases();
    }

    @Test
    void anAccountHasOneAlias() {
        IAM.createAccountAlias(request -> request.accountAlias("first-name"));
        assertThat(aliases()).containsExactly("first-name");
        assertThat(IAM.listAccountAliases().isTruncated()).isFalse();
        IAM.createAccountAlias(request -> request.accountAlias("second-name"));
        assertThat(aliases()).as("the new one takes its place").containsExactly("second-name");
        Refusal.refused(
                "NoSuchEntity",
                "The account alias first-name cannot be found.",
                () -> IAM.deleteAccountAlias(request -> request.accountAlias("first-name")));
        IAM.deleteAccountAlias(request -> request.accountAlias("second-name"));
        assertThat(aliases()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNoAlias() {
        String form = "satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$";
        return Refusal.tests(
                Refusal.invalid(
                        "capitals",
                        "'Name' at 'accountAlias'",
                        form,
                        () -> IAM.createAccountAlias(request -> request.accountAlias("Name"))),
                Refusal.invalid(
                        "two dashes",
                        "'a--b' at 'accountAlias'",
                        form,
                        () -> IAM.createAccountAlias(request -> request.accountAlias("a--b"))),
                Refusal.invalid(
                        "a dash at the end",
                        "'name-' at 'accountAlias'",
                        form,
                        () -> IAM.createAccountAlias(request -> request.accountAlias("name-"))));
    }

    @Test
    void theSummaryCountsAndNamesQuotas() {
        Map<SummaryKeyType, Integer> before = IAM.getAccountSummary().summaryMap();
        assertThat(before)
                .containsEntry(SummaryKeyType.USERS_QUOTA, 5000)
                .containsEntry(SummaryKeyType.GROUPS_QUOTA, 300)
                .containsEntry(SummaryKeyType.ROLES_QUOTA, 1000)
                .containsEntry(SummaryKeyType.POLICIES_QUOTA, 1500)
                .containsEntry(SummaryKeyType.GROUPS_PER_USER_QUOTA, 10)
                .containsEntry(SummaryKeyType.ACCESS_KEYS_PER_USER_QUOTA, 2)
                .containsEntry(SummaryKeyType.ATTACHED_POLICIES_PER_USER_QUOTA, 10)
                .containsEntry(SummaryKeyType.ATTACHED_POLICIES_PER_GROUP_QUOTA, 10)
                .containsEntry(SummaryKeyType.ATTACHED_POLICIES_PER_ROLE_QUOTA, 10)
                .containsEntry(SummaryKeyType.VERSIONS_PER_POLICY_QUOTA, 5)
                .containsEntry(SummaryKeyType.POLICY_SIZE_QUOTA, 6144)
                .containsEntry(SummaryKeyType.USER_POLICY_SIZE_QUOTA, 2048)
                .containsEntry(SummaryKeyType.GROUP_POLICY_SIZE_QUOTA, 5120)
                .containsEntry(SummaryKeyType.ROLE_POLICY_SIZE_QUOTA, 10_240)
                .containsEntry(SummaryKeyType.ASSUME_ROLE_POLICY_SIZE_QUOTA, 2048)
                .containsEntry(SummaryKeyType.ACCOUNT_ACCESS_KEYS_PRESENT, 1)
                .containsEntry(SummaryKeyType.ACCOUNT_MFA_ENABLED, 0)
                .containsEntry(SummaryKeyType.MFA_DEVICES, 0)
                .containsEntry(SummaryKeyType.INSTANCE_PROFILES, 0)
                .containsEntry(SummaryKeyType.SERVER_CERTIFICATES, 0);
        Iam.user();
        Iam.group();
        Iam.role();
        Iam.policy();
        Map<SummaryKeyType, Integer> after = IAM.getAccountSummary().summaryMap();
        for (SummaryKeyType key : List.of(
                SummaryKeyType.USERS,
                SummaryKeyType.GROUPS,
                SummaryKeyType.ROLES,
                SummaryKeyType.POLICIES,
                SummaryKeyType.POLICY_VERSIONS_IN_USE)) {
            assertThat(after.get(key)).as(key.toString()).isGreaterThan(before.get(key));
        }
        assertThat(after).containsKey(SummaryKeyType.PROVIDERS);
    }

    /// One thing of each kind with all that can hang on it.
    private String furnish() {
        String policy = IAM.createPolicy(request -> request.policyName(name)
                        .path("/p/")
                        .description("reads pools")
                        .policyDocument(Documents.READ_POOLS))
                .policy()
                .arn();
        IAM.createPolicyVersion(request -> request.policyArn(policy)
                .policyDocument(Documents.deny("*", "*"))
                .setAsDefault(true));
        IAM.createGroup(request -> request.groupName(name).path("/p/"));
        IAM.attachGroupPolicy(request -> request.groupName(name).policyArn(LAMBDA));
        IAM.putGroupPolicy(request -> request.groupName(name).policyName("own").policyDocument(Documents.READ_POOLS));
        IAM.createUser(request -> request.userName(name)
                .path("/p/")
                .permissionsBoundary(READ_ONLY)
                .tags(tag("a", "b")));
        IAM.addUserToGroup(request -> request.userName(name).groupName(name));
        IAM.attachUserPolicy(request -> request.userName(name).policyArn(policy));
        IAM.putUserPolicy(request -> request.userName(name).policyName("own").policyDocument(Documents.READ_POOLS));
        IAM.createRole(request -> request.roleName(name)
                .path("/p/")
                .assumeRolePolicyDocument(Documents.trusting(Iam.userArn("p/" + name)))
                .permissionsBoundary(policy)
                .tags(tag("c", "d")));
        IAM.attachRolePolicy(request -> request.roleName(name).policyArn(policy));
        IAM.putRolePolicy(request -> request.roleName(name).policyName("own").policyDocument(Documents.READ_POOLS));
        return policy;
    }

    private static GetAccountAuthorizationDetailsResponse details(EntityType... filter) {
        return IAM.getAccountAuthorizationDetails(
                request -> request.filter(filter).maxItems(1000));
    }

    private static void ownPolicy(List<PolicyDetail> policies) {
        assertThat(policies).singleElement().satisfies(policy -> {
            assertThat(policy.policyName()).isEqualTo("own");
            assertThat(policy.policyDocument()).doesNotContain("+", " ");
            assertThat(Documents.decoded(policy.policyDocument())).isEqualTo(Documents.READ_POOLS);
        });
    }

    @Test
    void everythingInTheAccount() {
        String policy = furnish();
        var users = details(EntityType.USER);
        assertThat(users.groupDetailList()).isEmpty();
        assertThat(users.roleDetailList()).isEmpty();
        assertThat(users.policies()).isEmpty();
        UserDetail user = users.userDetailList().stream()
                .filter(one -> one.userName().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(user.path()).isEqualTo("/p/");
        assertThat(user.userId()).matches("AIDA[A-Z0-9]{17}");
        assertThat(user.arn()).isEqualTo(Iam.userArn("p/" + name));
        assertThat(user.createDate()).isNotNull();
        ownPolicy(user.userPolicyList());
        assertThat(user.groupList()).containsExactly(name);
        assertThat(user.attachedManagedPolicies()).containsExactly(attached(policy));
        assertThat(user.permissionsBoundary()).isEqualTo(boundary(READ_ONLY));
        assertThat(user.tags()).containsExactly(tag("a", "b"));

        GroupDetail group = details(EntityType.GROUP).groupDetailList().stream()
                .filter(one -> one.groupName().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(group.path()).isEqualTo("/p/");
        assertThat(group.groupId()).matches("AGPA[A-Z0-9]{17}");
        assertThat(group.arn()).isEqualTo(Account.ARN + "group/p/" + name);
        assertThat(group.createDate()).isNotNull();
        ownPolicy(group.groupPolicyList());
        assertThat(group.attachedManagedPolicies()).containsExactly(attached(LAMBDA));

        RoleDetail role = details(EntityType.ROLE).roleDetailList().stream()
                .filter(one -> one.roleName().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(role.path()).isEqualTo("/p/");
        assertThat(role.roleId()).matches("AROA[A-Z0-9]{17}");
        assertThat(role.arn()).isEqualTo(Iam.roleArn("p/" + name));
        assertThat(role.createDate()).isNotNull();
        assertThat(Documents.decoded(role.assumeRolePolicyDocument()))
                .isEqualTo(Documents.trusting(Iam.userArn("p/" + name)));
        assertThat(role.instanceProfileList()).isEmpty();
        ownPolicy(role.rolePolicyList());
        assertThat(role.attachedManagedPolicies()).containsExactly(attached(policy));
        assertThat(role.permissionsBoundary()).isEqualTo(boundary(policy));
        assertThat(role.tags()).containsExactly(tag("c", "d"));
        assertThat(role.roleLastUsed()).isEqualTo(RoleLastUsed.builder().build());

        ManagedPolicyDetail managed = details(EntityType.LOCAL_MANAGED_POLICY).policies().stream()
                .filter(one -> one.arn().equals(policy))
                .findFirst()
                .orElseThrow();
        assertThat(managed.policyName()).isEqualTo(name);
        assertThat(managed.policyId()).matches("ANPA[A-Z0-9]{17}");
        assertThat(managed.path()).isEqualTo("/p/");
        assertThat(managed.defaultVersionId()).isEqualTo("v2");
        assertThat(managed.attachmentCount()).isEqualTo(2);
        assertThat(managed.permissionsBoundaryUsageCount()).isEqualTo(1);
        assertThat(managed.isAttachable()).isTrue();
        assertThat(managed.description()).isEqualTo("reads pools");
        assertThat(managed.createDate()).isNotNull();
        assertThat(managed.updateDate()).isNotNull();
        assertThat(managed.policyVersionList())
                .extracting(PolicyVersion::versionId)
                .containsExactly("v2", "v1");
        assertThat(Documents.decoded(managed.policyVersionList().getLast().document()))
                .isEqualTo(Documents.READ_POOLS);

        assertThat(details(EntityType.AWS_MANAGED_POLICY).policies())
                .extracting(ManagedPolicyDetail::arn)
                .as("those in use, also as boundaries")
                .contains(LAMBDA, READ_ONLY)
                .allMatch(arn -> arn.startsWith(Account.AWS_POLICIES));
    }

    @Test
    void everythingPageByPage() {
        furnish();
        var first = IAM.getAccountAuthorizationDetails(
                request -> request.filter(EntityType.USER, EntityType.GROUP).maxItems(1));
        assertThat(first.isTruncated()).isTrue();
        assertThat(first.marker()).isNotBlank();
        assertThat(first.userDetailList().size() + first.groupDetailList().size())
                .isEqualTo(1);
        List<String> users = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        IAM
                .getAccountAuthorizationDetailsPaginator(request ->
                        request.filter(EntityType.USER, EntityType.GROUP).maxItems(40))
                .stream()
                .forEach(page -> {
                    page.userDetailList().forEach(user -> users.add(user.userName()));
                    page.groupDetailList().forEach(group -> groups.add(group.groupName()));
                });
        assertThat(users).contains(name, "admin").doesNotHaveDuplicates();
        assertThat(groups).contains(name).doesNotHaveDuplicates();
        var all = details();
        assertThat(all.userDetailList()).isNotEmpty();
        assertThat(all.groupDetailList()).isNotEmpty();
        Refusal.refused(
                "ValidationError",
                "Invalid Marker.",
                () -> IAM.getAccountAuthorizationDetails(request -> request.marker("no marker")));
    }

    /// Those who clean up ask for these, and go on when there are none.
    @Test
    void whatIsNotKeptIsListedAsEmpty() {
        String user = Iam.user();
        assertThat(IAM.listInstanceProfiles().instanceProfiles()).isEmpty();
        assertThat(IAM.listInstanceProfiles().isTruncated()).isFalse();
        assertThat(IAM.listVirtualMFADevices().virtualMFADevices()).isEmpty();
        assertThat(IAM.listServerCertificates().serverCertificateMetadataList()).isEmpty();
        assertThat(IAM.listMFADevices(request -> request.userName(user)).mfaDevices())
                .isEmpty();
        assertThat(IAM.listMFADevices().mfaDevices()).isEmpty();
        assertThat(IAM.listSigningCertificates(request -> request.userName(user))
                        .certificates())
                .isEmpty();
        assertThat(IAM.listSSHPublicKeys(request -> request.userName(user)).sshPublicKeys())
                .isEmpty();
        assertThat(IAM.listServiceSpecificCredentials(request -> request.userName(user))
                        .serviceSpecificCredentials())
                .isEmpty();
        assertThat(IAM.listGroupsForUser(request -> request.userName(user)).groups())
                .isEmpty();
    }

    private static Refusal absent(String operation, String what, ThrowingCallable call) {
        return Refusal.of(operation, "NoSuchEntity", "The " + what + " cannot be found.", call);
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotKeptIsNotFound() {
        String user = Iam.user();
        String device = "arn:aws:iam::" + Account.ID + ":mfa/phone";
        String key = "APKAEXAMPLEEXAMPLE12";
        String credential = "ACCAEXAMPLEEXAMPLE12";
        String certificate = "TA7SMP42TDN5Z26OBPJE7EXAMPLE";
        String login = "Login Profile for User " + user + " cannot be found.";
        String passwords = "The Password Policy with domain name " + Account.ID + " cannot be found.";
        return Refusal.tests(
                ofNobody("ListMFADevices", () -> IAM.listMFADevices(request -> request.userName("nobody"))),
                ofNobody(
                        "ListSigningCertificates",
                        () -> IAM.listSigningCertificates(request -> request.userName("nobody"))),
                ofNobody("ListSSHPublicKeys", () -> IAM.listSSHPublicKeys(request -> request.userName("nobody"))),
                ofNobody(
                        "ListServiceSpecificCredentials",
                        () -> IAM.listServiceSpecificCredentials(request -> request.userName("nobody"))),
                absent(
                        "GetInstanceProfile",
                        "instance profile web",
                        () -> IAM.getInstanceProfile(request -> request.instanceProfileName("web"))),
                absent(
                        "DeleteInstanceProfile",
                        "instance profile web",
                        () -> IAM.deleteInstanceProfile(request -> request.instanceProfileName("web"))),
                absent(
                        "RemoveRoleFromInstanceProfile",
                        "instance profile web",
                        () -> IAM.removeRoleFromInstanceProfile(
                                request -> request.instanceProfileName("web").roleName("any"))),
                absent(
                        "GetServerCertificate",
                        "server certificate web",
                        () -> IAM.getServerCertificate(request -> request.serverCertificateName("web"))),
                absent(
                        "DeleteServerCertificate",
                        "server certificate web",
                        () -> IAM.deleteServerCertificate(request -> request.serverCertificateName("web"))),
                absent(
                        "GetMFADevice",
                        "MFA device " + device,
                        () -> IAM.getMFADevice(request -> request.serialNumber(device))),
                absent(
                        "DeactivateMFADevice",
                        "MFA device " + device,
                        () -> IAM.deactivateMFADevice(
                                request -> request.userName(user).serialNumber(device))),
                absent(
                        "DeleteVirtualMFADevice",
                        "MFA device " + device,
                        () -> IAM.deleteVirtualMFADevice(request -> request.serialNumber(device))),
                absent(
                        "DeleteSigningCertificate",
                        "signing certificate " + certificate,
                        () -> IAM.deleteSigningCertificate(
                                request -> request.userName(user).certificateId(certificate))),
                absent(
                        "GetSSHPublicKey",
                        "SSH public key " + key,
                        () -> IAM.getSSHPublicKey(request ->
                                request.userName(user).sshPublicKeyId(key).encoding("SSH"))),
                absent(
                        "DeleteSSHPublicKey",
                        "SSH public key " + key,
                        () -> IAM.deleteSSHPublicKey(
                                request -> request.userName(user).sshPublicKeyId(key))),
                absent(
                        "DeleteServiceSpecificCredential",
                        "service specific credential " + credential,
                        () -> IAM.deleteServiceSpecificCredential(
                                request -> request.userName(user).serviceSpecificCredentialId(credential))),
                Refusal.of(
                        "GetLoginProfile",
                        "NoSuchEntity",
                        login,
                        () -> IAM.getLoginProfile(request -> request.userName(user))),
                Refusal.of(
                        "DeleteLoginProfile",
                        "NoSuchEntity",
                        login,
                        () -> IAM.deleteLoginProfile(request -> request.userName(user))),
                Refusal.of("GetAccountPasswordPolicy", "NoSuchEntity", passwords, () -> IAM.getAccountPasswordPolicy()),
                Refusal.of(
                        "DeleteAccountPasswordPolicy",
                        "NoSuchEntity",
                        passwords,
                        () -> IAM.deleteAccountPasswordPolicy()));
    }

    /// Clients with their usual patience do not ask again: 501 is final.
    @Test
    void whatIsNotBuiltIsRefusedOnce() {
        try (IamClient patient = IamClient.builder()
                .endpointOverride(Gatehouse.shared().url())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(Gatehouse.shared().rootKey())
                .build()) {
            IamException refusal = catchThrowableOfType(
                    IamException.class,
                    () -> patient.createServiceLinkedRole(request -> request.awsServiceName("ecs.amazonaws.com")));
            assertThat(refusal.statusCode()).isEqualTo(501);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NotImplementedException");
            assertThat(refusal.awsErrorDetails().errorMessage())
                    .isEqualTo("iam:CreateServiceLinkedRole is not implemented by Gatehouse.");
            assertThat(refusal.numAttempts()).isEqualTo(1);
        }
    }
}
