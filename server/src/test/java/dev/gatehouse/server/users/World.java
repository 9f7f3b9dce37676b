package dev.gatehouse.server.users;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.cognitoidp.NotAuthorizedException;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Handler;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.model.service.ServiceException;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Trail;
import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.limits.Limits;
import dev.gatehouse.server.messages.Messages;
import dev.gatehouse.server.messages.Pause;
import dev.gatehouse.server.messages.SealedBodies;
import dev.gatehouse.server.messages.SmsGatewaySettings;
import dev.gatehouse.server.messages.SmtpSettings;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.pools.PoolOperations;
import dev.gatehouse.server.seal.Argon2Parameters;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.MasterKey;
import dev.gatehouse.server.seal.PasswordHasher;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.MessageRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.TimeIds;
import dev.gatehouse.server.triggers.Functions;
import dev.gatehouse.server.triggers.Triggers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The operations of this room and of `pools` over a database in a folder, with a pinned clock, seeded
/// randomness, cheap password hashes and made-up access tokens. Requests are written as JSON with single
/// quotes.
final class World implements AutoCloseable {
    private static final String REGION = "eu-west-1";
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    final PinnedClock clock = new PinnedClock();
    final Store store;
    final Directory directory;
    final Users users;
    final Passwords passwords;
    final SignedIn signedIn;
    private final Sealer sealer;
    private final PasswordHasher hasher;
    private final Map<String, AccessTokenProof.Bearer> tokens = new ConcurrentHashMap<>();
    private final Operations.Table table;

    World(Path folder) {
        this(folder, Optional.empty());
    }

    World(Path folder, Optional<SmtpSettings> smtp) {
        this(folder, smtp, UnaryOperator.identity());
    }

    /// A world whose text messages go to a gateway.
    static World withSms(Path folder, SmsGatewaySettings settings) {
        return new World(folder, Optional.empty(), messages -> messages.withSmsByHttp(settings, Pause.doubling()));
    }

    private World(Path folder, Optional<SmtpSettings> smtp, UnaryOperator<Messages> sms) {
        store = Store.sqlite(folder.resolve("gatehouse.db"), clock);
        sealer = new Sealer(masterKey(folder), new SecureRandom());
        hasher = new PasswordHasher(new Argon2Parameters(8, 1, 1), 2, new SecureRandom());
        Chance chance = new Chance(new Random(7));
        directory = new Directory(store, sealer, clock);
        users = new Users(store);
        passwords = new Passwords(hasher, sealer, chance);
        signedIn = new SignedIn(this::prove, directory, users);
        table = PoolOperations.table(store, sealer, chance, clock, directory, pool -> tx -> {}, "123456789012")
                .with(UserOperations.table(new UserOperations.Parts(
                        store,
                        sealer,
                        chance,
                        clock,
                        directory,
                        users,
                        passwords,
                        signedIn,
                        sms.apply(messages(smtp)),
                        new Triggers(Functions.notInvoked()),
                        new Limits(store, clock),
                        new SignUpSessions(new Attempts(sealer, chance, clock)))));
    }

    private Messages messages(Optional<SmtpSettings> smtp) {
        TimeIds ids = new TimeIds(clock, new Random(5));
        return smtp.map(settings -> Messages.bySmtp(
                        new Triggers(Functions.notInvoked()),
                        pool -> Optional.empty(),
                        settings,
                        new SealedBodies(sealer),
                        ids,
                        clock))
                .orElseGet(() -> Messages.toOutbox(
                        new Triggers(Functions.notInvoked()),
                        pool -> Optional.empty(),
                        new SealedBodies(sealer),
                        ids,
                        clock));
    }

    private static MasterKey masterKey(Path folder) {
        try {
            return MasterKey.open(folder, Optional.empty(), Optional.empty(), new SecureRandom());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AccessTokenProof.Bearer prove(String token) {
        AccessTokenProof.Bearer bearer = tokens.get(token);
        if (bearer == null) {
            throw new NotAuthorizedException("Invalid Access Token");
        }
        return bearer;
    }

    /// A made-up access token of a user.
    String token(String pool, String client, String name) {
        User user = users.require(directory.pool(pool), name);
        String token = "token-" + tokens.size();
        tokens.put(
                token,
                new AccessTokenProof.Bearer(
                        new PoolId(pool), new ClientId(client), user.sub(), Optional.empty(), second(clock.instant())));
        return token;
    }

    private static Instant second(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond());
    }

    /// A new pool with settings given as the members of a JSON object.
    String newPool(String members) {
        String rest = members.isBlank() ? "" : "," + members;
        return call(CognitoIdp.CREATE_USER_POOL, "{'PoolName':'shop'%s}", rest)
                .userPool()
                .id();
    }

    /// A new client with settings given as the members of a JSON object.
    String newClient(String pool, String members) {
        String rest = members.isBlank() ? "" : "," + members;
        return call(CognitoIdp.CREATE_USER_POOL_CLIENT, "{'UserPoolId':'%s','ClientName':'web'%s}", pool, rest)
                .userPoolClient()
                .clientId();
    }

    Pool pool(String id) {
        return directory.pool(id);
    }

    User user(String pool, String name) {
        return users.require(pool(pool), name);
    }

    /// Calls an operation; `%s` in the request stand for values.
    <I extends Shape, O extends Shape> O call(Operation<I, O> operation, String request, Object... values) {
        @SuppressWarnings("unchecked")
        Handler<I, O> handler =
                (Handler<I, O>) table.find(operation).orElseThrow().handler();
        Call call = new Call(
                "request-1",
                new Caller.Root("123456789012", "AKIAEXAMPLE"),
                clock.instant(),
                REGION,
                "192.0.2.1",
                "test",
                false,
                new Trail());
        String json = (values.length == 0 ? request : request.formatted(values)).replace('\'', '"');
        return handler.handle(ShapeJson.read(operation.input(), json.getBytes(UTF_8)), call);
    }

    /// The refusal of a call as `Code: message`; it must be one the operation's model declares.
    <I extends Shape, O extends Shape> String refusal(Operation<I, O> operation, String request, Object... values) {
        try {
            return fail("not refused: " + call(operation, request, values));
        } catch (ServiceException e) {
            assertThat(operation.errors()).as(operation.name()).contains(e.code());
            return e.code() + ": " + e.text();
        }
    }

    /// The newest messages first.
    List<MessageRecord> outbox() {
        SealedBodies bodies = new SealedBodies(sealer);
        return store.read(tx -> tx.outbox().list(Optional.empty(), Optional.empty(), 100)).items().stream()
                .map(bodies::open)
                .toList();
    }

    /// The code in the newest message.
    String code() {
        Matcher code = CODE.matcher(outbox().getFirst().body());
        assertThat(code.find()).as("a code in the newest message").isTrue();
        return code.group();
    }

    /// A code that is not the given one.
    static String otherThan(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    /// Signs up and confirms a user with the password `Corr3ct-Horse!`.
    void confirmed(String pool, String client, String name, String attributes) {
        call(
                CognitoIdp.SIGN_UP,
                "{'ClientId':'%s','Username':'%s','Password':'Corr3ct-Horse!','UserAttributes':[%s]}",
                client,
                name,
                attributes);
        call(CognitoIdp.ADMIN_CONFIRM_SIGN_UP, "{'UserPoolId':'%s','Username':'%s'}", pool, name);
    }

    @Override
    public void close() {
        hasher.close();
        store.close();
    }
}
