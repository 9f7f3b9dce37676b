package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.fail;

import dev.gatehouse.model.iam.AttachUserPolicyRequest;
import dev.gatehouse.model.iam.CreateAccessKeyRequest;
import dev.gatehouse.model.iam.CreateRoleRequest;
import dev.gatehouse.model.iam.CreateUserRequest;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.iam.PutRolePolicyRequest;
import dev.gatehouse.model.iam.PutUserPolicyRequest;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Handler;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.model.sts.AssumeRoleRequest;
import dev.gatehouse.model.sts.Credentials;
import dev.gatehouse.model.sts.Sts;
import dev.gatehouse.server.access.KeyRing;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.triggers.Functions;
import dev.gatehouse.server.wire.Authorizer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The account's rooms and user pools on a store of their own, by a clock that tests turn: every call finds its
/// caller
/// by
/// key and session token and is judged by policies, as behind the port. Only signatures are left out.
final class AccountWorld implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final Key ROOT = new Key("AKIAROOTROOTROOTROOT", Optional.empty());

    private final Settings settings;
    private final Ground ground;
    private final Rooms rooms;
    private final AccountRooms account;
    private final Operations.Table operations;
    private Instant now = Instant.parse("2026-03-03T09:05:00Z");

    AccountWorld(Path folder) throws IOException {
        settings = Settings.read(
                Optional.empty(), Map.of(), Map.of("dataFolder", folder.toString(), "accountId", ACCOUNT));
        SecureRandom random = new SecureRandom();
        InstantSource clock = () -> now;
        ground = Ground.open(settings, clock, random);
        rooms = Rooms.wire(ground, settings, "https://id.example", Functions.notInvoked(), clock, random);
        account = AccountRooms.wire(
                ground,
                new KeyRing.RootKey(ACCOUNT, ROOT.id(), Secret.of("secret")),
                Optional.empty(),
                new ResourceTags(ground.store(), rooms.directory(), clock),
                AccountRooms.Beside.of(rooms, settings, "https://id.example", clock),
                clock);
        operations = rooms.operations().with(account.operations());
    }

    /// What a client sends: key id and session token.
    record Key(String id, Optional<String> token) {
        static Key of(Credentials credentials) {
            return new Key(credentials.accessKeyId(), Optional.of(credentials.sessionToken()));
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    <I extends Shape, O extends Shape> O call(Key key, Operation<I, O> operation, I request) {
        Call call = new Call("request-1", caller(key), now, "eu-west-1", "192.0.2.1", "test", true, new Trail());
        return switch (account.authorizer().decide(operation, request, call)) {
            case Authorizer.Decision.Allow _ -> handler(operation).handle(request, call);
            case Authorizer.Decision.Deny(String message) -> throw new Refused("AccessDenied", message);
        };
    }

    /// The refusal of a call, as `Code: message`.
    <I extends Shape, O extends Shape> String refusal(Key key, Operation<I, O> operation, I request) {
        try {
            return fail("not refused: " + call(key, operation, request));
        } catch (ServiceException refusal) {
            return refusal.code() + ": " + refusal.text();
        }
    }

    private Caller caller(Key key) {
        return switch (account.credentials().find(key.id(), key.token())) {
            case dev.gatehouse.server.wire.Credentials.Lookup.Known(var secret, var caller) -> caller;
            case dev.gatehouse.server.wire.Credentials.Lookup.Unknown _ -> throw new Refused("unknown key", "");
            case dev.gatehouse.server.wire.Credentials.Lookup.Expired _ -> throw new Refused("expired", "");
        };
    }

    /// What the doors answer before a room is asked.
    private static final class Refused extends ServiceException {
        Refused(String code, String message) {
            super(code, 403, true, message);
        }
    }

    @SuppressWarnings("unchecked") // a table's row holds the handler of its operation
    private <I extends Shape, O extends Shape> Handler<I, O> handler(Operation<I, O> operation) {
        return (Handler<I, O>)
                ((Operations.Entry<?, ?>) operations.find(operation).orElseThrow()).handler();
    }

    /// A new user with a key.
    Key user(String name) {
        call(ROOT, Iam.CREATE_USER, CreateUserRequest.builder().userName(name).build());
        return key(name);
    }

    Key key(String user) {
        return new Key(
                call(
                                ROOT,
                                Iam.CREATE_ACCESS_KEY,
                                CreateAccessKeyRequest.builder().userName(user).build())
                        .accessKey()
                        .accessKeyId(),
                Optional.empty());
    }

    /// Gives a user an inline policy of that name.
    void userPolicy(String user, String policy, String... statements) {
        call(
                ROOT,
                Iam.PUT_USER_POLICY,
                PutUserPolicyRequest.builder()
                        .userName(user)
                        .policyName(policy)
                        .policyDocument(document(statements))
                        .build());
    }

    void rolePolicy(String role, String policy, String... statements) {
        call(
                ROOT,
                Iam.PUT_ROLE_POLICY,
                PutRolePolicyRequest.builder()
                        .roleName(role)
                        .policyName(policy)
                        .policyDocument(document(statements))
                        .build());
    }

    void attach(String user, String arn) {
        call(
                ROOT,
                Iam.ATTACH_USER_POLICY,
                AttachUserPolicyRequest.builder().userName(user).policyArn(arn).build());
    }

    /// A new role; its id.
    String role(String name, String... trust) {
        return call(
                        ROOT,
                        Iam.CREATE_ROLE,
                        CreateRoleRequest.builder()
                                .roleName(name)
                                .assumeRolePolicyDocument(document(trust))
                                .build())
                .role()
                .roleId();
    }

    /// A session of a role.
    Key assume(Key key, String role) {
        return Key.of(call(key, Sts.ASSUME_ROLE, assuming(role).build()).credentials());
    }

    static AssumeRoleRequest.Builder assuming(String role) {
        return AssumeRoleRequest.builder().roleArn(roleArn(role)).roleSessionName("app");
    }

    static String roleArn(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    static String userArn(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":user/" + name;
    }

    /// A policy of statements; single quotes stand for double ones.
    static String document(String... statements) {
        return ("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}").replace('\'', '"');
    }

    static String allow(String action, String resource) {
        return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    static String deny(String action, String resource) {
        return "{'Effect':'Deny','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    /// A statement of a trust policy.
    static String trusts(String principal) {
        return trusts(principal, "{}", "sts:AssumeRole");
    }

    static String trusts(String principal, String condition, String... actions) {
        return "{'Effect':'Allow','Principal':{'AWS':'" + principal + "'},'Action':['" + String.join("','", actions)
                + "'],'Condition':" + condition + "}";
    }

    Explaining explaining() {
        return new Explaining(ground, settings, () -> now);
    }

    @Override
    public void close() {
        rooms.close();
        ground.close();
    }
}
