package dev.gatehouse.server;

import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.config.MailSettings;
import dev.gatehouse.server.config.SecretText;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.iam.Arns;
import dev.gatehouse.server.iam.IamOperations;
import dev.gatehouse.server.iam.ManagedByAws;
import dev.gatehouse.server.limits.Limits;
import dev.gatehouse.server.limits.LockOut;
import dev.gatehouse.server.messages.Messages;
import dev.gatehouse.server.messages.OutboxPage;
import dev.gatehouse.server.messages.SealedBodies;
import dev.gatehouse.server.messages.SmtpSettings;
import dev.gatehouse.server.mfa.Mfa;
import dev.gatehouse.server.mfa.MfaOperations;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.PoolOperations;
import dev.gatehouse.server.seal.Argon2Parameters;
import dev.gatehouse.server.seal.KeyPairs;
import dev.gatehouse.server.seal.PasswordHasher;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.signin.SignIn;
import dev.gatehouse.server.signin.SignInOperations;
import dev.gatehouse.server.store.TimeIds;
import dev.gatehouse.server.sts.StsOperations;
import dev.gatehouse.server.tokens.AccessTokens;
import dev.gatehouse.server.tokens.Issuer;
import dev.gatehouse.server.tokens.Issuers;
import dev.gatehouse.server.tokens.PoolKeys;
import dev.gatehouse.server.tokens.RefreshTokens;
import dev.gatehouse.server.tokens.TokenPages;
import dev.gatehouse.server.tokens.VerifiedAccessToken;
import dev.gatehouse.server.tokens.WellKnown;
import dev.gatehouse.server.triggers.Triggers;
import dev.gatehouse.server.users.AccessTokenProof;
import dev.gatehouse.server.users.OwnPasswords;
import dev.gatehouse.server.users.Passwords;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.UserOperations;
import dev.gatehouse.server.users.Users;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// The domain rooms, wired floor by floor, and what they offer the doors: their tables of operations and pages.
///
/// @param operations every room's operations
/// @param pages every room's documents and pages
/// @param hashing which Argon2id is in use, for the start log
/// @param keyPairs the stock of signing keys
/// @param hasher the password hasher
record Rooms(Operations.Table operations, Pages pages, String hashing, KeyPairs keyPairs, PasswordHasher hasher)
        implements AutoCloseable {
    private static final int KEY_PAIRS_READY = 4;
    private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(10);

    /// @param url how clients reach the server, without a trailing slash
    static Rooms wire(Ground ground, Settings settings, String url, InstantSource clock, SecureRandom random) {
        // ground
        KeyPairs keyPairs = new KeyPairs(KEY_PAIRS_READY);
        PasswordHasher hasher = new PasswordHasher(Argon2Parameters.STANDARD, settings.hashing(), random);
        TimeIds ids = new TimeIds(clock, random);
        Attempts attempts = new Attempts(ground.sealer(), ground.chance(), clock);
        LockOut lockOut = new LockOut(clock);
        Triggers triggers = new Triggers();
        SealedBodies bodies = new SealedBodies(ground.sealer());
        Messages messages = messages(settings, triggers, bodies, ids, clock);

        // tokens
        Issuers issuers = issuers(settings, url);
        PoolKeys poolKeys = new PoolKeys(ground.store(), ground.sealer(), keyPairs, ground.chance(), clock);
        AccessTokens accessTokens = new AccessTokens(poolKeys, issuers, ground.store(), clock);

        // domain
        Directory directory = new Directory(ground.store(), ground.sealer(), clock);
        Users users = new Users(ground.store());
        Passwords passwords = new Passwords(hasher, ground.sealer(), ground.chance());
        SignedIn signedIn = new SignedIn(token -> bearer(accessTokens.verify(token)), directory, users);
        Mfa mfa = new Mfa(
                new Mfa.Rooms(ground.store(), ground.sealer(), ground.chance(), messages, directory, users, signedIn),
                clock);
        SignIn signIn = SignIn.of(
                new SignIn.Rooms(
                        ground.store(),
                        directory,
                        users,
                        passwords,
                        new OwnPasswords(users, passwords, clock),
                        attempts,
                        lockOut,
                        new Issuer(poolKeys, issuers, ground.chance(), clock),
                        signedIn,
                        new RefreshTokens(ground.sealer()),
                        triggers,
                        mfa),
                ground.chance(),
                clock);

        Operations.Table operations = Operations.table()
                .with(PoolOperations.table(
                        ground.store(),
                        ground.sealer(),
                        ground.chance(),
                        clock,
                        directory,
                        poolKeys::create,
                        settings.accountId()))
                .with(UserOperations.table(new UserOperations.Parts(
                        ground.store(),
                        ground.sealer(),
                        ground.chance(),
                        clock,
                        directory,
                        users,
                        passwords,
                        signedIn,
                        messages,
                        triggers,
                        new Limits(ground.store(), clock))))
                .with(MfaOperations.table(mfa))
                .with(SignInOperations.table(signIn))
                .with(StsOperations.table())
                .with(IamOperations.table(
                        ground.store(),
                        ground.sealer(),
                        ground.chance(),
                        clock,
                        new Arns(settings.accountId()),
                        ManagedByAws.load(Optional.empty())));
        Pages pages = Pages.table().with(TokenPages.table(new WellKnown(poolKeys, issuers, url)));
        if (settings.outbox()) {
            pages.with(new OutboxPage(ground.store(), bodies).pages());
        }
        return new Rooms(operations, pages, hasher.implementation(), keyPairs, hasher);
    }

    static Issuers issuers(Settings settings, String url) {
        return switch (settings.issuer()) {
            case OWN -> new Issuers.Own(url);
            case AWS -> new Issuers.Aws();
        };
    }

    private static AccessTokenProof.Bearer bearer(VerifiedAccessToken token) {
        return new AccessTokenProof.Bearer(
                token.pool(), token.client(), token.sub(), token.originJti(), token.issuedAt());
    }

    private static Messages messages(
            Settings settings, Triggers triggers, SealedBodies bodies, TimeIds ids, InstantSource clock) {
        return settings.mail()
                .map(mail -> Messages.bySmtp(triggers, pool -> Optional.empty(), smtp(mail), bodies, ids, clock))
                .orElseGet(() -> Messages.toOutbox(triggers, pool -> Optional.empty(), bodies, ids, clock));
    }

    private static SmtpSettings smtp(MailSettings mail) {
        SmtpSettings.Security security = SmtpSettings.Security.NONE;
        if (mail.port() == 465) {
            security = SmtpSettings.Security.TLS;
        } else if (mail.startTls()) {
            security = SmtpSettings.Security.STARTTLS;
        }
        return new SmtpSettings(
                mail.host(),
                mail.port(),
                security,
                mail.user()
                        .map(user -> new SmtpSettings.Credentials(
                                user,
                                Secret.of(
                                        mail.password().map(SecretText::reveal).orElse("")))),
                mail.from(),
                MAIL_TIMEOUT);
    }

    @Override
    public void close() {
        keyPairs.close();
        hasher.close();
    }
}
