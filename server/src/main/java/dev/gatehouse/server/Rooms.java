package dev.gatehouse.server;

import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.attempts.Attempts;
import dev.gatehouse.server.config.MailSettings;
import dev.gatehouse.server.config.SecretText;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.config.SettingsException;
import dev.gatehouse.server.config.SmsSettings;
import dev.gatehouse.server.devices.DeviceOperations;
import dev.gatehouse.server.devices.Devices;
import dev.gatehouse.server.imports.ImportOperations;
import dev.gatehouse.server.imports.Imports;
import dev.gatehouse.server.limits.Limits;
import dev.gatehouse.server.limits.LockOut;
import dev.gatehouse.server.messages.Messages;
import dev.gatehouse.server.messages.OutboxPage;
import dev.gatehouse.server.messages.Pause;
import dev.gatehouse.server.messages.SealedBodies;
import dev.gatehouse.server.messages.SmsGatewaySettings;
import dev.gatehouse.server.messages.SmtpSettings;
import dev.gatehouse.server.mfa.Mfa;
import dev.gatehouse.server.mfa.MfaOperations;
import dev.gatehouse.server.mfa.PasskeyHolders;
import dev.gatehouse.server.passkeys.PasskeyOperations;
import dev.gatehouse.server.passkeys.PasskeyRules;
import dev.gatehouse.server.passkeys.Passkeys;
import dev.gatehouse.server.pools.Directory;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.pools.PoolOperations;
import dev.gatehouse.server.seal.Argon2Parameters;
import dev.gatehouse.server.seal.KeyPairs;
import dev.gatehouse.server.seal.PasswordHasher;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.sessions.GeoIpDatabase;
import dev.gatehouse.server.sessions.Locations;
import dev.gatehouse.server.sessions.SessionOperations;
import dev.gatehouse.server.sessions.Tracking;
import dev.gatehouse.server.signin.SignIn;
import dev.gatehouse.server.signin.SignInOperations;
import dev.gatehouse.server.store.TimeIds;
import dev.gatehouse.server.tokens.AccessTokens;
import dev.gatehouse.server.tokens.IdTokenKeys;
import dev.gatehouse.server.tokens.Issuer;
import dev.gatehouse.server.tokens.Issuers;
import dev.gatehouse.server.tokens.PoolKeys;
import dev.gatehouse.server.tokens.RefreshTokens;
import dev.gatehouse.server.tokens.TokenPages;
import dev.gatehouse.server.tokens.VerifiedAccessToken;
import dev.gatehouse.server.tokens.WellKnown;
import dev.gatehouse.server.triggers.Functions;
import dev.gatehouse.server.triggers.Triggers;
import dev.gatehouse.server.users.AccessTokenProof;
import dev.gatehouse.server.users.BulkUsers;
import dev.gatehouse.server.users.OwnPasswords;
import dev.gatehouse.server.users.Passwords;
import dev.gatehouse.server.users.SignUpSessions;
import dev.gatehouse.server.users.SignedIn;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.UserOperations;
import dev.gatehouse.server.users.Users;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// The domain rooms, wired floor by floor, and what they offer the doors: their tables of operations and pages.
///
/// @param operations every room's operations
/// @param pages every room's documents and pages
/// @param directory the way to user pools
/// @param mfa whose own pages keep an audit record
/// @param imports the work of import jobs
/// @param hashing which Argon2id is in use, for the start log
/// @param idTokens the keys of the pools' ID tokens
/// @param keyPairs the stock of signing keys
/// @param hasher the password hasher
record Rooms(
        Operations.Table operations,
        Pages pages,
        Directory directory,
        Mfa mfa,
        Imports imports,
        String hashing,
        IdTokenKeys idTokens,
        KeyPairs keyPairs,
        PasswordHasher hasher)
        implements AutoCloseable {
    private static final int KEY_PAIRS_READY = 4;
    private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(10);

    /// @param url how clients reach the server, without a trailing slash
    /// @param functions calls the pools' functions
    static Rooms wire(
            Ground ground,
            Settings settings,
            String url,
            Functions functions,
            InstantSource clock,
            SecureRandom random) {
        // ground
        KeyPairs keyPairs = new KeyPairs(KEY_PAIRS_READY);
        PasswordHasher hasher = new PasswordHasher(Argon2Parameters.STANDARD, settings.hashing(), random);
        TimeIds ids = new TimeIds(clock, random);
        Attempts attempts = new Attempts(ground.sealer(), ground.chance(), clock);
        LockOut lockOut = new LockOut(clock);
        Limits limits = new Limits(ground.store(), clock);
        Triggers triggers = new Triggers(functions);
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
        Passkeys passkeys = new Passkeys(
                new Passkeys.Rooms(ground.store(), ground.sealer(), ground.chance(), signedIn), URI.create(url), clock);
        Mfa mfa = new Mfa(
                new Mfa.Rooms(
                        ground.store(),
                        ground.sealer(),
                        ground.chance(),
                        messages,
                        directory,
                        users,
                        signedIn,
                        passkeyHolders(passkeys)),
                clock);
        SignUpSessions signUpSessions = new SignUpSessions(attempts);
        Devices devices = new Devices(
                new Devices.Rooms(ground.store(), ground.sealer(), ground.chance(), directory, users, signedIn), clock);
        Tracking tracking = new Tracking(ground.store(), locations(settings), ground.chance(), clock);
        SignIn signIn = SignIn.of(
                new SignIn.Rooms(
                        ground.store(),
                        directory,
                        users,
                        passwords,
                        new OwnPasswords(users, passwords, clock),
                        attempts,
                        lockOut,
                        limits,
                        signUpSessions,
                        passkeys.signIn(),
                        new Issuer(poolKeys, issuers, ground.chance(), clock),
                        signedIn,
                        new RefreshTokens(ground.sealer()),
                        triggers,
                        tracking,
                        mfa,
                        devices),
                ground.chance(),
                clock);

        Imports imports = new Imports(
                ground.store(),
                ground.sealer(),
                ground.chance(),
                clock,
                directory,
                new BulkUsers(passwords, ground.chance()),
                url);

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
                        limits,
                        signUpSessions)))
                .with(MfaOperations.table(mfa))
                .with(DeviceOperations.table(devices))
                .with(PasskeyOperations.table(passkeys))
                .with(SignInOperations.table(signIn))
                .with(SessionOperations.table(ground.store(), directory, users, signedIn, clock))
                .with(ImportOperations.table(imports));
        Pages pages = Pages.table()
                .with(TokenPages.table(new WellKnown(poolKeys, issuers, url)))
                .with(imports.pages());
        if (settings.outbox()) {
            pages.with(new OutboxPage(ground.store(), bodies).pages());
        }
        return new Rooms(
                operations,
                pages,
                directory,
                mfa,
                imports,
                hasher.implementation(),
                new IdTokenKeys(poolKeys, issuers),
                keyPairs,
                hasher);
    }

    static Issuers issuers(Settings settings, String url) {
        return switch (settings.issuer()) {
            case OWN -> new Issuers.Own(url);
            case AWS -> new Issuers.Aws();
        };
    }

    private static AccessTokenProof.Bearer bearer(VerifiedAccessToken token) {
        return new AccessTokenProof.Bearer(
                token.pool(), token.client(), token.sub(), token.originJti(), token.issuedAt(), token.deviceKey());
    }

    private static PasskeyHolders passkeyHolders(Passkeys passkeys) {
        return new PasskeyHolders() {
            @Override
            public boolean canSignIn(Pool pool, User user) {
                return passkeys.signIn().available(pool, user);
            }

            @Override
            public boolean countAsBoth(Pool pool) {
                return PasskeyRules.countsAsMfa(pool);
            }
        };
    }

    private static Messages messages(
            Settings settings, Triggers triggers, SealedBodies bodies, TimeIds ids, InstantSource clock) {
        Messages messages = settings.mail()
                .map(mail -> Messages.bySmtp(triggers, pool -> Optional.empty(), smtp(mail), bodies, ids, clock))
                .orElseGet(() -> Messages.toOutbox(triggers, pool -> Optional.empty(), bodies, ids, clock));
        return settings.sms()
                .map(sms -> messages.withSmsByHttp(gateway(sms), Pause.doubling()))
                .orElse(messages);
    }

    /// @throws SettingsException when the operator's database cannot be used
    private static Locations locations(Settings settings) {
        if (settings.geoIp().isEmpty()) {
            return Locations.none();
        }
        Path file = settings.geoIp().get();
        try {
            return GeoIpDatabase.open(file);
        } catch (IOException unusable) {
            throw new SettingsException("geoip.database: " + file + " cannot be read as a MaxMind database");
        }
    }

    private static SmsGatewaySettings gateway(SmsSettings sms) {
        return new SmsGatewaySettings(
                sms.url(),
                switch (sms.format()) {
                    case JSON -> SmsGatewaySettings.Format.JSON;
                    case FORM -> SmsGatewaySettings.Format.FORM;
                },
                sms.body(),
                sms.sender().orElse(""),
                sms.header()
                        .map(header -> new SmsGatewaySettings.Header(
                                header.name(), Secret.of(header.value().reveal()))),
                sms.timeout(),
                sms.retries());
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
