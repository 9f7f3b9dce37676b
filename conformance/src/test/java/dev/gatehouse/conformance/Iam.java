package dev.gatehouse.conformance;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Tag;

/// IAM of the shared server, asked with the root key, and what its tests make there.
final class Iam {
    static final IamClient ADMIN = Account.root().iam();
    /// A trust policy that everybody in the account may use.
    static final String TRUST = Documents.trusting(Account.ID);
    /// What the model says of names.
    static final String FORM_OF_NAMES = "satisfy regular expression pattern: [\\w+=,.@-]+";
    /// What the model says of paths.
    static final String FORM_OF_PATHS =
            "satisfy regular expression pattern: (\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)";

    private Iam() {}

    /// A new user; the name.
    static String user() {
        String name = Names.unique("user");
        ADMIN.createUser(request -> request.userName(name));
        return name;
    }

    /// A new role; the name.
    static String role() {
        String name = Names.unique("role");
        ADMIN.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST));
        return name;
    }

    /// A new group; the name.
    static String group() {
        String name = Names.unique("group");
        ADMIN.createGroup(request -> request.groupName(name));
        return name;
    }

    /// A new managed policy; the ARN.
    static String policy() {
        return policy(Documents.READ_POOLS);
    }

    /// A new managed policy; the ARN.
    static String policy(String document) {
        return ADMIN.createPolicy(
                        request -> request.policyName(Names.unique("policy")).policyDocument(document))
                .policy()
                .arn();
    }

    /// The account as a user with a new key sees it.
    static Account as(String user) {
        return Account.root()
                .with(ADMIN.createAccessKey(request -> request.userName(user)).accessKey());
    }

    static String userArn(String name) {
        return Account.ARN + "user/" + name;
    }

    static String roleArn(String name) {
        return Account.ARN + "role/" + name;
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /// A permissions boundary as answers show it. The deployed service says `Policy`, whatever its model lists.
    static AttachedPermissionsBoundary boundary(String arn) {
        return AttachedPermissionsBoundary.builder()
                .permissionsBoundaryType("Policy")
                .permissionsBoundaryArn(arn)
                .build();
    }

    /// An attached policy as answers show it.
    static AttachedPolicy attached(String arn) {
        return AttachedPolicy.builder()
                .policyArn(arn)
                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                .build();
    }

    /// A call that names the user `nobody`, who does not exist.
    static Refusal ofNobody(String operation, ThrowingCallable call) {
        return Refusal.of(operation + " of nobody", "NoSuchEntity", "The user with name nobody cannot be found.", call);
    }
}
