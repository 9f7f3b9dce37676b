package dev.gatehouse.server;

import dev.gatehouse.server.access.KeyRing;
import dev.gatehouse.server.audit.Audit;
import dev.gatehouse.server.config.LimitSettings;
import dev.gatehouse.server.config.ManagementSettings;
import dev.gatehouse.server.config.RootKey;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.imports.ImportWorker;
import dev.gatehouse.server.metrics.Metrics;
import dev.gatehouse.server.mfa.RecoveryPages;
import dev.gatehouse.server.seal.CryptoProvider;
import dev.gatehouse.server.seal.RequestIds;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.Housekeeper;
import dev.gatehouse.server.store.StoreUnavailable;
import dev.gatehouse.server.store.TimeIds;
import dev.gatehouse.server.triggers.Functions;
import dev.gatehouse.server.wire.Front;
import dev.gatehouse.server.wire.HttpOptions;
import dev.gatehouse.server.wire.HttpServer;
import dev.gatehouse.server.wire.Identity;
import dev.gatehouse.server.wire.Management;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The composition root: the only caller of constructors across rooms, floor by floor.
final class Assembly {
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(30);

    private final Settings settings;
    private final Functions functions;
    private final InstantSource clock;
    private final SecureRandom random;

    /// @param settings what the operator chose
    /// @param functions calls the pools' functions
    /// @param clock the time everywhere
    /// @param random the source of everything unpredictable
    Assembly(Settings settings, Functions functions, InstantSource clock, SecureRandom random) {
        this.settings = settings;
        this.functions = functions;
        this.clock = clock;
        this.random = random;
    }

    /// Puts the rooms together and starts to serve.
    ///
    /// @throws IOException when the data folder cannot be used or a port cannot be bound
    /// @throws GeneralSecurityException when the TLS files do not hold what they should
    Running start() throws IOException, GeneralSecurityException {
        HttpServer http = HttpServer.bind(options());
        try {
            return serve(http);
        } catch (IOException | RuntimeException failed) {
            http.close();
            throw failed;
        }
    }

    private Running serve(HttpServer http) throws IOException {
        // ground
        Ground ground = Ground.open(settings, clock, random);
        Metrics metrics = new Metrics();
        Audit audit = audit(ground);
        Housekeeper housekeeper = new Housekeeper(ground.store(), HOUSEKEEPING);

        // domain
        String url = settings.publicUrl(http.port());
        RootKey rootKey = RootKeys.find(ground, settings, url);
        Rooms rooms = Rooms.wire(ground, settings, url, functions, clock, random);
        AccountRooms account = AccountRooms.wire(
                ground,
                root(rootKey),
                settings.managedPolicies(),
                new ResourceTags(ground.store(), rooms.directory(), clock),
                AccountRooms.Beside.of(rooms, settings, url, clock),
                clock);
        AdminKeys.save(ground, settings, url, clock);

        ImportWorker importing = new ImportWorker(rooms.imports());

        // doors
        BooleanSupplier storeAnswers = () -> ground.store().health().available();
        Front front = new Front(new Front.Parts(
                rooms.operations().with(account.operations()),
                rooms.pages()
                        .with(RecoveryPages.table(rooms.mfa(), audit::record, clock))
                        .with(account.pages()),
                identity(account),
                account.authorizer(),
                storeAnswers,
                failure -> failure instanceof StoreUnavailable,
                metrics,
                new AccessLog().andThen(new AuditLog(audit))));
        http.serve(front, new Management(metrics, storeAnswers), RequestIds::next, clock);
        String crypto = CryptoProvider.fastest().name() + "; Argon2id by " + rooms.hashing();
        return new Running(http, url, rootKey, crypto, List.of(importing, housekeeper, rooms, audit, ground));
    }

    private Audit audit(Ground ground) {
        Audit.Options usual = Audit.Options.defaults();
        Audit.Options options = new Audit.Options(
                usual.capacity(), usual.patience(), usual.gather(), Duration.ofDays(settings.auditDays()));
        return new Audit(ground.store(), clock, new TimeIds(clock, random), options);
    }

    private KeyRing.RootKey root(RootKey key) {
        return new KeyRing.RootKey(
                settings.accountId(),
                key.accessKeyId(),
                Secret.of(key.secretAccessKey().reveal()));
    }

    private Identity identity(AccountRooms account) {
        return settings.dev()
                ? Identity.unsafeAcceptAnyone(settings.accountId(), settings.region())
                : Identity.signed(account.credentials(), settings.region());
    }

    private HttpOptions options() {
        LimitSettings limits = settings.limits();
        return new HttpOptions(
                settings.address(),
                settings.port(),
                settings.tls().map(tls -> new HttpOptions.PemFiles(tls.certificate(), tls.key())),
                management(),
                settings.trustedProxies(),
                new HttpOptions.Bounds(
                        limits.bodyBytes(),
                        limits.headerBytes(),
                        limits.headTime(),
                        limits.bodyTime(),
                        limits.idleTime(),
                        limits.stopTime(),
                        limits.connections()));
    }

    private Optional<HttpOptions.ManagementPort> management() {
        ManagementSettings management = settings.management();
        return management.port().isPresent()
                ? Optional.of(new HttpOptions.ManagementPort(
                        management.address(), management.port().getAsInt()))
                : Optional.empty();
    }
}
