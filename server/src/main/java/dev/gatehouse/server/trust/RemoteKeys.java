package dev.gatehouse.server.trust;

import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The keys of issuers elsewhere, by OpenID Connect Discovery 1.0. Kept for an hour; looked up again at most
/// once in ten
/// seconds, when a token names a key that is not known or the issuer did not answer. Redirects are not
/// followed. Safe for
/// many threads.
public final class RemoteKeys {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_ISSUERS = 200;

    private final InstantSource clock;
    private final ConcurrentHashMap<String, Slot> slots = new ConcurrentHashMap<>();
    private final Fetch fetch = new Fetch();

    public RemoteKeys(InstantSource clock) {
        this.clock = clock;
    }

    /// The keys of an issuer.
    ///
    /// @param issuer with its scheme
    public KeyFinder of(String issuer) {
        return token -> slot(issuer).find(token.kid());
    }

    private Slot slot(String issuer) {
        if (slots.size() > MOST_ISSUERS) {
            slots.clear();
        }
        return slots.computeIfAbsent(issuer, Slot::new);
    }

    /// The keys of one issuer and when they were fetched.
    private record Fetched(KeySet keys, Instant at) {}

    /// One issuer: known keys are answered at once, whoever needs others waits while they are fetched.
    private final class Slot {
        private final String issuer;
        private volatile @Nullable Fetched last;
        private Instant tried = Instant.EPOCH;

        Slot(String issuer) {
            this.issuer = issuer;
        }

        Optional<PublicKey> find(String kid) throws KeyFinder.Unreachable {
            Optional<PublicKey> found = known(clock.instant()).flatMap(keys -> keys.find(kid));
            return found.isPresent() ? found : ask(kid);
        }

        private Optional<KeySet> known(Instant now) {
            return Optional.ofNullable(last)
                    .filter(fetched -> now.isBefore(fetched.at().plus(FRESH)))
                    .map(Fetched::keys);
        }

        private synchronized Optional<PublicKey> ask(String kid) throws KeyFinder.Unreachable {
            Instant now = clock.instant();
            Optional<KeySet> known = known(now);
            Optional<PublicKey> found = known.flatMap(keys -> keys.find(kid));
            if (found.isPresent()) {
                return found;
            }
            if (now.isBefore(tried.plus(PAUSE))) {
                if (known.isEmpty()) {
                    throw new KeyFinder.Unreachable("it did not answer a moment ago");
                }
                return found;
            }
            tried = now;
            KeySet fresh = fetch(issuer);
            last = new Fetched(fresh, now);
            return fresh.find(kid);
        }
    }

    private KeySet fetch(String issuer) throws KeyFinder.Unreachable {
        boolean local = AddressGuard.isLocal(issuer);
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        URI discovery = AddressGuard.allowed(base + "/.well-known/openid-configuration", local);
        Claims metadata =
                Claims.read(get(discovery)).orElseThrow(() -> new KeyFinder.Unreachable("its metadata is no JSON"));
        if (!metadata.text("issuer").equals(Optional.of(issuer))) {
            throw new KeyFinder.Unreachable("its metadata is another issuer's");
        }
        String address = metadata.text("jwks_uri").orElse("");
        return KeySet.parse(get(AddressGuard.allowed(address, local)))
                .orElseThrow(() -> new KeyFinder.Unreachable("its key set is no JSON"));
    }

    private byte[] get(URI address) throws KeyFinder.Unreachable {
        Fetch.Answer answer = fetch.get(address);
        if (answer.status() != 200) {
            throw new KeyFinder.Unreachable("it answered " + answer.status());
        }
        return answer.body();
    }
}
