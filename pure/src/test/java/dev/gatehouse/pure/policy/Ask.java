package dev.gatehouse.pure.policy;

import java.util.List;
import java.util.Map;

/// Short ways to write policies and requests.
final class Ask {
    static final String ACCOUNT = "123456789012";
    static final String ALICE_ID = "AIDAALICE00000000000A";
    static final String GUEST_ID = "AROAGUEST00000000000A";
    static final Requester ALICE = new Requester.User(ACCOUNT, ALICE_ID);
    static final Requester SESSION = new Requester.RoleSession(ACCOUNT, GUEST_ID, "app");
    static final Requester BOB = new Requester.FederatedUser(ACCOUNT, ALICE_ID, "bob");
    static final String OBJECT = "arn:aws:s3:::data/private/alice/notes.txt";

    private Ask() {}

    static Policy policy(PolicyKind kind, String json) {
        return switch (Policy.parse(kind, json)) {
            case Parsed.Good(Policy policy) -> policy;
            case Parsed.Bad bad -> throw new AssertionError(bad.message());
        };
    }

    static NamedPolicy named(String name, PolicyKind kind, String... statements) {
        return new NamedPolicy(
                name,
                policy(
                        kind,
                        "{\"Version\":\"2012-10-17\",\"Statement\":["
                                + String.join(",", statements)
                                        .replace('\'', '"')
                                        .replace('`', '\'') + "]}"));
    }

    static NamedPolicy identity(String... statements) {
        return named("identity", PolicyKind.IDENTITY, statements);
    }

    static NamedPolicy session(String... statements) {
        return named("session", PolicyKind.SESSION, statements);
    }

    static NamedPolicy boundary(String... statements) {
        return named("boundary", PolicyKind.BOUNDARY, statements);
    }

    static NamedPolicy resource(String... statements) {
        return named("resource", PolicyKind.RESOURCE, statements);
    }

    static NamedPolicy trust(String... statements) {
        return named("trust", PolicyKind.TRUST, statements);
    }

    static Request get(Requester requester) {
        return new Request(requester, "s3:GetObject", OBJECT, Context.EMPTY);
    }

    static Context context(Map<String, ?> values) {
        Context.Builder context = Context.builder();
        values.forEach((key, value) -> {
            if (value instanceof List<?> several) {
                context.put(key, several.stream().map(String::valueOf).toList());
            } else {
                context.put(key, String.valueOf(value));
            }
        });
        return context.build();
    }

    /// Whether one identity policy of one statement allows what is asked.
    static boolean allows(String statement, String action, String resource, Map<String, ?> context) {
        return Judge.decide(
                        new Request(ALICE, action, resource, context(context)),
                        Policies.of(List.of(identity(statement))))
                .allowed();
    }
}
