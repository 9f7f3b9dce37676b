package dev.gatehouse.server.sync;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.SyncOwner;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// `SyncSessionToken`: proof that the caller listed a dataset's records within a day before updating them.
/// Bound to
/// identity pool, identity, dataset and caller.
///
/// Sealed form: expiry (8 bytes, epoch milliseconds), chance (16 bytes).
final class SyncSessions {
    private static final Duration VALIDITY = Duration.ofDays(1);
    private static final int CHANCE = 16;
    private static final int LONGEST = 1_024;

    private final Sealer sealer;
    private final Chance chance;
    private final InstantSource clock;

    SyncSessions(Sealer sealer, Chance chance, InstantSource clock) {
        this.sealer = sealer;
        this.chance = chance;
        this.clock = clock;
    }

    /// A token that an update may show.
    String begin(SyncOwner owner, String dataset, Call call) {
        byte[] plain = ByteBuffer.allocate(Long.BYTES + CHANCE)
                .putLong(clock.instant().plus(VALIDITY).toEpochMilli())
                .put(chance.bytes(CHANCE))
                .array();
        byte[] sealed = sealer.seal(Purpose.SYNC_SESSION, plain, context(owner, dataset, call));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException when there is none,
    ///     NotAuthorizedException when it is not one for this
    void check(@Nullable String token, SyncOwner owner, String dataset, Call call) {
        if (token == null || token.isEmpty()) {
            throw Refusals.noSession();
        }
        if (token.length() > LONGEST) {
            throw Refusals.foreignSession();
        }
        if (expiry(token, context(owner, dataset, call)) <= clock.millis()) {
            throw Refusals.lateSession();
        }
    }

    private long expiry(String token, String context) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(token);
            return ByteBuffer.wrap(sealer.open(Purpose.SYNC_SESSION, sealed, context))
                    .getLong();
        } catch (IllegalArgumentException | BadSeal notOurs) {
            throw Refusals.foreignSession();
        }
    }

    private static String context(SyncOwner owner, String dataset, Call call) {
        String caller = switch (call.caller()) {
            case Caller.Known known -> known.arn();
            case Caller.Anonymous _ -> "";
        };
        return String.join("/", owner.pool(), owner.identity(), dataset, caller);
    }
}
