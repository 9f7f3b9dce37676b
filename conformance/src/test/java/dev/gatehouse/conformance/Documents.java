package dev.gatehouse.conformance;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Policy documents, as requests carry them and as answers show them.
final class Documents {
    /// What may be done with pools, on two lines and with characters that encodings take for something else.
    static final String READ_POOLS = """
            {"Version":"2012-10-17","Statement":{"Sid":"Read","Effect":"Allow","Action":"cognito-idp:Describe*",
             "Resource":"arn:aws:cognito-idp:*:*:userpool/a+b%20c é~*"}}""";

    private Documents() {}

    /// A trust policy that lets somebody of this account become the role.
    static String trusting(String principal) {
        return trusting("\"AWS\":\"" + principal + "\"", "sts:AssumeRole");
    }

    /// A trust policy for a principal written out.
    static String trusting(String principal, String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{" + principal
                + "},\"Action\":\"" + action + "\"}]}";
    }

    static String allow(String action, String resource) {
        return policy(statement("Allow", action, resource));
    }

    static String deny(String action, String resource) {
        return policy(statement("Deny", action, resource));
    }

    /// A statement without principal and condition.
    static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    /// A policy of statements.
    static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    /// A policy of so many characters, white space not counted.
    static String ofSize(int characters) {
        String bucket = "arn:aws:s3:::b";
        String one = bucket.repeat(50) + "\",\"";
        int rest = characters - allow("s3:GetObject", bucket).length() - "[]".length();
        String resources = one.repeat(rest / one.length()) + bucket + "b".repeat(rest % one.length());
        return allow("s3:GetObject", resources)
                .replace("\"Resource\":", "\"Resource\": \n\t[")
                .replace("}]}", "]}]}");
    }

    /// A document as answers carry it, decoded as RFC 3986 says: a plus stays one.
    static String decoded(String shown) {
        return URLDecoder.decode(shown.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
