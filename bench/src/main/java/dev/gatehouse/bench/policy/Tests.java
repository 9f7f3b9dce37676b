package dev.gatehouse.bench.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Makes condition keys and conditions on them.
final class Tests {

    /// A kind of values with the operators for it.
    private record Type(List<String> values, List<String> operators) {}

    private static final Type TEXT = new Type(
            List.of("alice", "Alice", "bob", "team-a", "a*b", "", "private/alice/"),
            List.of(
                    "StringEquals",
                    "StringNotEquals",
                    "StringEqualsIgnoreCase",
                    "StringNotEqualsIgnoreCase",
                    "StringLike",
                    "StringNotLike"));
    private static final Type DATE = new Type(
            List.of(
                    "2026-11-21T10:00:00Z",
                    "2026-11-21T12:00:00+02:00",
                    "1795255200",
                    "2026-11-21",
                    "2026-11-21T10:00:00.5Z"),
            List.of(
                    "DateEquals",
                    "DateNotEquals",
                    "DateLessThan",
                    "DateLessThanEquals",
                    "DateGreaterThan",
                    "DateGreaterThanEquals"));
    private static final Type NUMBER = new Type(
            List.of("0", "10", "10.0", "9.5", "-3", "1000"),
            List.of(
                    "NumericEquals",
                    "NumericNotEquals",
                    "NumericLessThan",
                    "NumericLessThanEquals",
                    "NumericGreaterThan",
                    "NumericGreaterThanEquals"));
    private static final Type TRUTH = new Type(List.of("true", "false"), List.of("Bool"));
    private static final Type ADDRESS = new Type(
            List.of("203.0.113.7", "203.0.113.0/24", "10.0.0.0/8", "2001:db8::1", "2001:db8::/32", "0.0.0.0/0"),
            List.of("IpAddress", "NotIpAddress"));
    private static final Type BYTES = new Type(List.of("AAEC", "AAED", "AA=="), List.of("BinaryEquals"));
    private static final Type ARN = new Type(
            List.of(
                    "arn:aws:iam::123456789012:user/alice",
                    "arn:aws:iam::123456789012:role/app/guest",
                    "arn:aws:sns:eu-west-1:123456789012:topic"),
            List.of("ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"));

    private record Key(String name, Type type, boolean multi) {}

    private static final List<Key> KEYS = List.of(
            new Key("aws:username", TEXT, false),
            new Key("aws:PrincipalTag/team", TEXT, false),
            new Key("s3:prefix", TEXT, false),
            new Key("cognito-identity.amazonaws.com:sub", TEXT, false),
            new Key("cognito-identity.amazonaws.com:amr", TEXT, true),
            new Key("aws:TagKeys", TEXT, true),
            new Key("dynamodb:LeadingKeys", TEXT, true),
            new Key("s3:max-keys", NUMBER, false),
            new Key("aws:CurrentTime", DATE, false),
            new Key("aws:SecureTransport", TRUTH, false),
            new Key("app:digest", BYTES, false),
            new Key("aws:SourceIp", ADDRESS, false),
            new Key("aws:PrincipalArn", ARN, false),
            new Key("aws:CalledViaArns", ARN, true));
    private static final List<String> VARIABLES = List.of(
            "${aws:username}",
            "${aws:PrincipalTag/team, 'team-a'}",
            "${AWS:PRINCIPALTAG/TEAM}",
            "${s3:prefix}",
            "${cognito-identity.amazonaws.com:sub}",
            "${aws:TagKeys}",
            "${no:such}",
            "${*}",
            "${?}",
            "${$}");

    private final RandomGenerator random;

    Tests(RandomGenerator random) {
        this.random = random;
    }

    /// Gives some keys values. A few are of another type than the operators want.
    void fill(Map<String, String> single, Map<String, List<String>> multi) {
        for (Key key : KEYS) {
            if (chance(35)) {
                continue;
            }
            if (key.multi()) {
                List<String> values = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    values.add(value(key.type()));
                }
                multi.put(key.name(), values);
            } else {
                single.put(key.name(), chance(4) ? "other" : value(key.type()));
            }
        }
    }

    private String value(Type type) {
        String value = pick(type.values());
        return type.equals(ADDRESS) ? value.replaceAll("/.*", "").replaceAll("::$", "::5") : value;
    }

    Case.Test next(Map<String, String> single, Map<String, List<String>> multi) {
        Key key = pick(KEYS);
        if (chance(8)) {
            return new Case.Test("Null", key.name(), List.of(chance(50) ? "true" : "false"));
        }
        Type type = chance(92) ? key.type() : TEXT;
        String operator = pick(type.operators());
        String prefix = chance(key.multi() ? 70 : 10) ? chance(50) ? "ForAllValues:" : "ForAnyValue:" : "";
        List<String> values = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            values.add(wanted(type, operator, key, single, multi));
        }
        String name = chance(20) ? key.name().toUpperCase(Locale.ROOT) : key.name();
        return new Case.Test(prefix + operator + (chance(15) ? "IfExists" : ""), name, values);
    }

    private String wanted(
            Type type, String operator, Key key, Map<String, String> single, Map<String, List<String>> multi) {
        List<String> present = key.multi()
                ? multi.getOrDefault(key.name(), List.of())
                : single.containsKey(key.name()) ? List.of(single.getOrDefault(key.name(), "")) : List.of();
        String value =
                !present.isEmpty() && key.type().equals(type) && chance(50) ? pick(present) : pick(type.values());
        if (type.equals(TEXT)) {
            String text = operator.endsWith("Like") ? Bending.bent(value, random) : value;
            return chance(30) ? withVariables(text, single) : text;
        }
        if (value.equals("other")) {
            return pick(type.values());
        }
        return type.equals(ARN) ? arn(value, single) : value;
    }

    private String arn(String value, Map<String, String> single) {
        if (chance(10)) {
            return "arn:aws:iam::*:${s3:prefix}";
        }
        String[] parts = value.split(":", 6);
        for (int i = 2; i < parts.length; i++) {
            parts[i] = chance(25) ? Bending.bent(parts[i], random) : parts[i];
        }
        parts[5] = chance(25) ? withVariables(parts[5], single) : parts[5];
        return String.join(":", parts);
    }

    /// The text with a request's value replaced by its variable, or with any variable somewhere.
    String withVariables(String text, Map<String, String> single) {
        for (Map.Entry<String, String> entry : single.entrySet()) {
            if (!entry.getValue().isEmpty() && text.contains(entry.getValue()) && chance(70)) {
                return text.replace(entry.getValue(), "${" + entry.getKey() + "}");
            }
        }
        int at = random.nextInt(text.length() + 1);
        return chance(60) ? text : text.substring(0, at) + pick(VARIABLES) + text.substring(at);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
