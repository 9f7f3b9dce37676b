package dev.gatehouse.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Where the models are newer than the SDK the tests use.
final class NewerThanTheSdk {

    /// User sessions: these operations are younger than the SDK.
    private static final List<String> SESSIONS = List.of(
            "AdminListUserSessions",
            "AdminRevokeUserSession",
            "GetUserPoolClientSessionConfiguration",
            "GetUserPoolSessionConfiguration",
            "ListUserSessions",
            "RevokeUserSession",
            "SetUserPoolClientSessionConfiguration",
            "SetUserPoolSessionConfiguration");

    /// Session token sizes: these operations have members younger than the SDK.
    private static final List<String> TOKEN_SIZES = List.of(
            "AssumeRole",
            "AssumeRoleWithSAML",
            "AssumeRoleWithWebIdentity",
            "AssumeRoot",
            "GetFederationToken",
            "GetSessionToken");

    static final Set<String> DIFFERENCES = differences();

    private NewerThanTheSdk() {}

    private static Set<String> differences() {
        Set<String> differences = new TreeSet<>();
        for (String operation : SESSIONS) {
            differences.add("cognito-idp " + operation + "Request: not in the SDK");
            differences.add("cognito-idp " + operation + "Response: not in the SDK");
        }
        for (String operation : TOKEN_SIZES) {
            differences.add("sts " + operation + "Request.MinimumSessionTokenSize: not in the SDK");
            differences.add("sts " + operation + "Response.SessionTokenSize: not in the SDK");
            differences.add("sts " + operation + "Response.SessionTokenUtilization: not in the SDK");
        }
        return differences;
    }
}
