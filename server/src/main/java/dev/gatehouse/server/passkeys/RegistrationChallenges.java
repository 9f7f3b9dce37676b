package dev.gatehouse.server.passkeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.server.pools.Client;
import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Tx;
import dev.gatehouse.server.users.User;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// The challenges of registrations. Each says, sealed, when it ends and which client asked for it; it opens for the
/// user it was made for, and is good once.
///
/// Sealed form: id (16 bytes, random), expiry (8 bytes, epoch milliseconds), client id.
final class RegistrationChallenges {
    /// How long the user may take: more than the minute that browsers are told, for slow lines and second tries.
    static final Duration VALIDITY = Duration.ofMinutes(5);

    private static final int HEAD = 24;
    private static final String STEP = "passkey";

    private final Sealer sealer;
    private final Chance chance;
    private final InstantSource clock;

    RegistrationChallenges(Sealer sealer, Chance chance, InstantSource clock) {
        this.sealer = sealer;
        this.chance = chance;
        this.clock = clock;
    }

    /// A challenge that came back.
    record Issued(UUID id, Instant expires, ClientId client) {}

    /// A fresh challenge.
    Bytes issue(User user, Client client) {
        UUID id = chance.uuid();
        byte[] text = client.id().value().getBytes(UTF_8);
        byte[] plain = ByteBuffer.allocate(HEAD + text.length)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(clock.instant().plus(VALIDITY).toEpochMilli())
                .put(text)
                .array();
        return Bytes.of(sealer.seal(Purpose.PASSKEY_CHALLENGE, plain, context(user)));
    }

    /// What a challenge says; empty when it is not ours, another user's, or late.
    Optional<Issued> open(User user, Bytes challenge) {
        try {
            ByteBuffer plain =
                    ByteBuffer.wrap(sealer.open(Purpose.PASSKEY_CHALLENGE, challenge.toArray(), context(user)));
            UUID id = new UUID(plain.getLong(), plain.getLong());
            Instant expires = Instant.ofEpochMilli(plain.getLong());
            Issued issued =
                    new Issued(id, expires, new ClientId(UTF_8.decode(plain).toString()));
            return Optional.of(issued).filter(_ -> clock.instant().isBefore(expires));
        } catch (BadSeal notOurs) {
            return Optional.empty();
        }
    }

    /// Spends a challenge, inside the write it leads to.
    ///
    /// @return whether this was the first time
    boolean spend(Tx tx, User user, Issued issued) {
        return tx.attempts()
                .pass(
                        user.pool(),
                        issued.id().toString(),
                        STEP,
                        issued.expires().toEpochMilli());
    }

    private static String context(User user) {
        return user.pool() + "/" + user.sub();
    }
}
