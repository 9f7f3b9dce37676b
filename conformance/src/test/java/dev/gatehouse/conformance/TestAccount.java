package dev.gatehouse.conformance;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.User;

/// The account of a server: users, roles and policies made for one test. Statements are JSON with single quotes.
///
/// @param server where they live
record TestAccount(Gatehouse server) {
    /// The account of the shared server.
    static final TestAccount SHARED = new TestAccount(Gatehouse.shared());
    /// Its number.
    static final String ID = "000000000000";
    /// What the ARNs of its users, roles and policies begin with.
    static final String ARN = "arn:aws:iam::" + ID + ":";
    /// What the ARNs of AWS's policies begin with.
    static final String AWS_POLICIES = "arn:aws:iam::aws:policy/";

    /// A user with a key.
    ///
    /// @param caller who signs with that key
    record TestUser(String name, String arn, String id, Caller caller) {}

    /// A role.
    record TestRole(TestAccount account, String name, String arn, String id) {

        /// The same role, now with a policy of these statements.
        TestRole may(String... statements) {
            account.iam()
                    .putRolePolicy(
                            request -> request.roleName(name).policyName("may").policyDocument(document(statements)));
            return this;
        }

        /// The ARN of a session of it.
        String session(String sessionName) {
            return "arn:aws:sts::" + ID + ":assumed-role/" + name + "/" + sessionName;
        }

        /// A session of it, named `app`.
        Caller assumedBy(Caller caller) {
            return Caller.of(
                    account.server,
                    caller.sts()
                            .assumeRole(request -> request.roleArn(arn).roleSessionName("app"))
                            .credentials());
        }
    }

    IamClient iam() {
        return Caller.root(server).iam();
    }

    /// A new user with a key.
    ///
    /// @param may the statements of its policy; none for no policy
    TestUser user(String... may) {
        IamClient iam = iam();
        User made = iam.createUser(request -> request.userName(Names.unique("user")))
                .user();
        if (may.length > 0) {
            iam.putUserPolicy(request ->
                    request.userName(made.userName()).policyName("may").policyDocument(document(may)));
        }
        AccessKey key = iam.createAccessKey(request -> request.userName(made.userName()))
                .accessKey();
        return new TestUser(made.userName(), made.arn(), made.userId(), Caller.of(server, key));
    }

    /// A new role.
    ///
    /// @param trust the statements of its trust policy
    TestRole role(String... trust) {
        return roleNamed(Names.unique("role"), trust);
    }

    /// A new role of that name.
    TestRole roleNamed(String name, String... trust) {
        Role made = iam().createRole(request -> request.roleName(name).assumeRolePolicyDocument(document(trust)))
                .role();
        return new TestRole(this, name, made.arn(), made.roleId());
    }

    /// The ARN of a new managed policy.
    String policy(String... statements) {
        return iam().createPolicy(
                        request -> request.policyName(Names.unique("policy")).policyDocument(document(statements)))
                .policy()
                .arn();
    }

    /// A policy of statements.
    static String document(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }

    /// A statement that allows an action.
    static String allow(String action, String resource) {
        return allow(action, resource, "{}");
    }

    /// A statement that allows an action on a condition.
    static String allow(String action, String resource, String condition) {
        return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "','Condition':" + condition
                + "}";
    }

    /// A statement that denies an action.
    static String deny(String action, String resource) {
        return "{'Effect':'Deny','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    /// A statement of a trust policy: that principal may become the role.
    static String trusts(String principal) {
        return trusts(principal, "{}", "sts:AssumeRole");
    }

    /// A statement of a trust policy for some actions, on a condition.
    static String trusts(String principal, String condition, String... actions) {
        return "{'Effect':'Allow','Principal':{'AWS':'" + principal + "'},'Action':['" + String.join("','", actions)
                + "'],'Condition':" + condition + "}";
    }
}
