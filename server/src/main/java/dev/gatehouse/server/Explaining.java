package dev.gatehouse.server;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Session;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.pure.policy.Decision;
import dev.gatehouse.server.access.Access;
import dev.gatehouse.server.access.KeyRing;
import dev.gatehouse.server.access.OperationAccess;
import dev.gatehouse.server.access.SessionTokens;
import dev.gatehouse.server.cli.CommandFailure;
import dev.gatehouse.server.cli.Commands.Question;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.EntityArn;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.IamEntity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `gatehouse explain`: why a caller may or may not do something, by the policies in the store.
final class Explaining {
    private static final Pattern SESSION = Pattern.compile("arn:aws:sts::\\d{12}:assumed-role/([^/]+)/([^/]+)");

    private final Ground ground;
    private final Settings settings;
    private final InstantSource clock;
    private final Arns arns;

    Explaining(Ground ground, Settings settings, InstantSource clock) {
        this.ground = ground;
        this.settings = settings;
        this.clock = clock;
        this.arns = new Arns(settings.accountId());
    }

    /// Says the verdict and the statement that decides, or what is lacking.
    ///
    /// @throws CommandFailure when there is no such caller
    void explain(Question question, Consumer<String> out) {
        Caller.Known caller = caller(question.caller());
        Access.Wish wish = new Access.Wish(question.action(), question.resource(), context(question));
        Decision decision = access().decide(caller, wish, now());
        out.accept(decision.reason());
        if (!decision.allowed()) {
            out.accept(OperationAccess.message(caller, question.action(), question.resource())
                    + decision.tail(question.action()));
        }
    }

    private Access access() {
        return Access.of(
                        ground.store(),
                        ground.sealer(),
                        new SessionTokens(ground.sealer(), ground.chance()),
                        new KeyRing.RootKey(settings.accountId(), "", Secret.of("")),
                        AccountRooms.managed(settings.managedPolicies()),
                        clock)
                .access();
    }

    private Context now() {
        Instant now = clock.instant();
        return Context.builder()
                .put("aws:CurrentTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("aws:EpochTime", Long.toString(now.getEpochSecond()))
                .build();
    }

    /// The keys that were given, over the tags of the resource.
    private Context context(Question question) {
        Directory directory = new Directory(ground.store(), ground.sealer(), clock);
        return Context.builder()
                .putAll("aws:ResourceTag/", new ResourceTags(ground.store(), directory, clock).of(question.resource()))
                .putAll("", question.context())
                .build();
    }

    private Caller.Known caller(String arn) {
        if (arn.equals(arns.root())) {
            return new Caller.Root(settings.accountId(), "");
        }
        Matcher session = SESSION.matcher(arn);
        if (session.matches()) {
            return role(find(IamEntity.Kind.ROLE, session.group(1), arn), session.group(2));
        }
        EntityArn named = EntityArn.of(arn).orElseThrow(() -> nobody(arn));
        IamEntity entity = find(named.kind(), named.name(), arn);
        if (!arns.of(entity).equals(arn)) {
            throw nobody(arn);
        }
        return switch (entity.kind()) {
            case USER ->
                new Caller.User(settings.accountId(), "", entity.id(), entity.path(), entity.name(), Optional.empty());
            case ROLE -> role(entity, "explain");
            case GROUP -> throw new CommandFailure(arn + " is a group: name one of its users");
        };
    }

    private Caller.Role role(IamEntity role, String session) {
        Instant now = clock.instant();
        return new Caller.Role(
                settings.accountId(),
                "",
                role.id(),
                arns.of(role),
                session,
                Session.plain(now, now.plus(Duration.ofHours(1))));
    }

    private IamEntity find(IamEntity.Kind kind, String name, String arn) {
        return ground.store().read(tx -> tx.iamEntities().find(kind, name)).orElseThrow(() -> nobody(arn));
    }

    private static CommandFailure nobody(String arn) {
        return new CommandFailure("there is no user, role or role session " + arn);
    }
}
