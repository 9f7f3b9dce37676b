package dev.gatehouse.server;

import dev.gatehouse.model.protocol.Pages;
import dev.gatehouse.model.service.Operations;
import dev.gatehouse.server.audit.Audit;
import dev.gatehouse.server.config.LimitSettings;
import dev.gatehouse.server.config.ManagementSettings;
import dev.gatehouse.server.config.RootKey;
import dev.gatehouse.server.config.SecretText;
import dev.gatehouse.server.config.Settings;
import dev.gatehouse.server.config.StoreSettings;
import dev.gatehouse.server.metrics.Metrics;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.CryptoProvider;
import dev.gatehouse.server.seal.RequestIds;
import dev.gatehouse.server.store.PostgresSettings;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.StoreUnavailable;
import dev.gatehouse.server.store.TimeIds;
import dev.gatehouse.server.sts.StsOperations;
import dev.gatehouse.server.wire.Authorizer;
import dev.gatehouse.server.wire.Credentials;
import dev.gatehouse.server.wire.Front;
import dev.gatehouse.server.wire.HttpOptions;
import dev.gatehouse.server.wire.HttpServer;
import dev.gatehouse.server.wire.Identity;
import dev.gatehouse.server.wire.Management;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The composition root: the only caller of constructors across rooms, floor by floor.
final class Assembly {
    private static final int AUDIT_QUEUE = 8_192;
    private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(1);
    private static final Duration AUDIT_GATHER = Duration.ofMillis(100);

    private final Settings settings;
    private final InstantSource clock;
    private final SecureRandom random;

    /// @param settings what the operator chose
    /// @param clock the time everywhere
    /// @param random the source of everything unpredictable
    Assembly(Settings settings, InstantSource clock, SecureRandom random) {
        this.settings = settings;
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
        Files.createDirectories(settings.dataFolder());
        CryptoProvider crypto = CryptoProvider.fastest();
        Chance chance = new Chance(random);
        Metrics metrics = new Metrics();
        Store store = openStore(settings, clock);
        Audit audit = new Audit(
                store,
                clock,
                new TimeIds(clock, random),
                new Audit.Options(AUDIT_QUEUE, AUDIT_PATIENCE, AUDIT_GATHER, Duration.ofDays(settings.auditDays())));

        // domain
        String url = settings.publicUrl(http.port());
        RootKey rootKey = RootKey.loadOrCreate(
                settings.dataFolder(),
                settings.region(),
                url,
                chance::accessKeyId,
                () -> new SecretText(chance.secretAccessKey().reveal()));

        // the rooms' front doors
        Operations.Table operations = Operations.table().with(StsOperations.table());
        Pages pages = Pages.table();

        // doors
        Front front = new Front(new Front.Parts(
                operations,
                pages,
                identity(rootKey),
                Authorizer.rootOnly(),
                () -> store.health().available(),
                failure -> failure instanceof StoreUnavailable,
                metrics,
                new AccessLog().andThen(new AuditHook(audit))));
        Management operators = new Management(metrics, () -> store.health().available());
        http.serve(front, operators, RequestIds::next, clock);
        return new Running(http, url, rootKey, crypto.name(), List.of(http, audit, store));
    }

    /// The store the operator chose; made when there is none.
    static Store openStore(Settings settings, InstantSource clock) {
        return switch (settings.store()) {
            case StoreSettings.Sqlite(Path file) -> Store.sqlite(file, clock);
            case StoreSettings.Postgres(var url, var user, var password, int poolSize) ->
                Store.postgres(
                        new PostgresSettings(
                                "jdbc:" + url,
                                user.orElse(""),
                                password.map(SecretText::reveal).orElse(""),
                                poolSize),
                        clock);
        };
    }

    private Identity identity(RootKey rootKey) {
        return settings.dev()
                ? Identity.unsafeAcceptAnyone(settings.accountId(), settings.region())
                : Identity.signed(
                        Credentials.rootOnly(
                                settings.accountId(),
                                rootKey.accessKeyId(),
                                rootKey.secretAccessKey().reveal()),
                        settings.region());
    }

    private HttpOptions options() {
        LimitSettings limits = settings.limits();
        return new HttpOptions(
                settings.address(),
                settings.port(),
                settings.tls().map(tls -> new HttpOptions.PemFiles(tls.certificate(), tls.key())),
                management(),
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
