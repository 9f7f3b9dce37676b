package dev.gatehouse.server.attempts;

import dev.gatehouse.pure.id.ClientId;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.Tx;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// Begins attempts, seals and opens their state, and spends their steps.
///
/// Sealed form: attempt id (16 bytes), expiry (8 bytes, epoch milliseconds), state.
public final class Attempts {
    private static final int HEAD = 24;
    private static final int MAX_LENGTH = 8192;
    private static final char CLIENT_END = '.';

    private final Sealer sealer;
    private final Chance chance;
    private final InstantSource clock;

    /// @param chance where attempt ids come from
    public Attempts(Sealer sealer, Chance chance, InstantSource clock) {
        this.sealer = sealer;
        this.chance = chance;
        this.clock = clock;
    }

    /// A new attempt whose first step may be answered for so long.
    public Attempt begin(PoolId pool, ClientId client, Duration validity) {
        return new Attempt(
                chance.uuid().toString(), pool, client, clock.instant().plus(validity));
    }

    /// The same attempt, its next step to be answered within the time given.
    public Attempt goOn(Attempt attempt, Duration validity) {
        return new Attempt(
                attempt.id(), attempt.pool(), attempt.client(), clock.instant().plus(validity));
    }

    /// Seals a state as text for `Session`: the client's id in clear, since some operations send nothing else that
    /// tells it, then base64url.
    public String session(Attempt attempt, byte[] state) {
        return text(Envelope.SESSION, attempt, state);
    }

    /// Seals a state as text for the `Session` of a sign-up, which no challenge can be answered with.
    public String signUpSession(Attempt attempt, byte[] state) {
        return text(Envelope.SIGN_UP, attempt, state);
    }

    private String text(Envelope envelope, Attempt attempt, byte[] state) {
        String sealed = Base64.getUrlEncoder().withoutPadding().encodeToString(seal(envelope, attempt, state));
        return attempt.client().value() + CLIENT_END + sealed;
    }

    /// The client that a `Session` says it belongs to. Not proven before the session is opened with it.
    public static Optional<String> clientOf(String session) {
        int end = session.indexOf(CLIENT_END);
        return end <= 0 ? Optional.empty() : Optional.of(session.substring(0, end));
    }

    /// Seals a state as bytes for `SECRET_BLOCK`.
    public byte[] secretBlock(Attempt attempt, byte[] state) {
        return seal(Envelope.SECRET_BLOCK, attempt, state);
    }

    /// Opens the text of a `Session` that a client handed back. The part in clear must be as it was sent.
    public Opened openSession(String text, PoolId pool, ClientId client) {
        return openText(Envelope.SESSION, text, pool, client);
    }

    /// Opens the text of a sign-up's `Session` that a client handed back.
    public Opened openSignUpSession(String text, PoolId pool, ClientId client) {
        return openText(Envelope.SIGN_UP, text, pool, client);
    }

    private Opened openText(Envelope envelope, String text, PoolId pool, ClientId client) {
        boolean named = clientOf(text).equals(Optional.of(client.value()));
        if (text.length() > MAX_LENGTH || !named) {
            return new Opened.Foreign();
        }
        try {
            String sealed = text.substring(text.indexOf(CLIENT_END) + 1);
            return open(envelope, Base64.getUrlDecoder().decode(sealed), pool, client);
        } catch (IllegalArgumentException notBase64) {
            return new Opened.Foreign();
        }
    }

    /// Opens the bytes of a `SECRET_BLOCK` that a client handed back.
    public Opened openSecretBlock(byte[] block, PoolId pool, ClientId client) {
        return block.length > MAX_LENGTH ? new Opened.Foreign() : open(Envelope.SECRET_BLOCK, block, pool, client);
    }

    /// Spends one step of an attempt.
    ///
    /// @param step which step; each is good once
    /// @return whether this was the first time
    public boolean spend(Tx tx, Attempt attempt, String step) {
        return tx.attempts()
                .pass(attempt.pool(), attempt.id(), step, attempt.expires().toEpochMilli());
    }

    /// Whether a step of an attempt was spent.
    public boolean isSpent(Tx tx, Attempt attempt, String step) {
        return tx.attempts().isPassed(attempt.pool(), attempt.id(), step);
    }

    /// An unguessable key for a state too large for a `Session`, which then carries the key.
    public String parkingKey() {
        return chance.uuid().toString();
    }

    /// Parks a state, sealed, for as long as the attempt's step may be answered.
    ///
    /// @param key from {@link #parkingKey}
    public void park(Tx tx, Attempt attempt, String key, byte[] state) {
        byte[] sealed = sealer.seal(Purpose.SIGN_IN_SESSION, state, parked(attempt, key));
        tx.parked().put(attempt.pool(), key, Bytes.of(sealed), attempt.expires().toEpochMilli());
    }

    /// Takes a parked state: of several who try, one gets it.
    public Optional<Bytes> unpark(Tx tx, Attempt attempt, String key) {
        return tx.parked()
                .take(attempt.pool(), key, clock.millis())
                .map(found -> sealer.openStored(Purpose.SIGN_IN_SESSION, found.toArray(), parked(attempt, key)))
                .map(Bytes::of);
    }

    private static String parked(Attempt attempt, String key) {
        return attempt.pool() + "/" + key;
    }

    private byte[] seal(Envelope envelope, Attempt attempt, byte[] state) {
        UUID id = UUID.fromString(attempt.id());
        byte[] plain = ByteBuffer.allocate(HEAD + state.length)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(attempt.expires().toEpochMilli())
                .put(state)
                .array();
        return sealer.seal(envelope.purpose(), plain, context(attempt.pool(), attempt.client()));
    }

    private Opened open(Envelope envelope, byte[] sealed, PoolId pool, ClientId client) {
        byte[] plain;
        try {
            plain = sealer.open(envelope.purpose(), sealed, context(pool, client));
        } catch (BadSeal notOurs) {
            return new Opened.Foreign();
        }
        ByteBuffer buffer = ByteBuffer.wrap(plain);
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        Instant expires = Instant.ofEpochMilli(buffer.getLong());
        if (!clock.instant().isBefore(expires)) {
            return new Opened.Late();
        }
        byte[] state = new byte[buffer.remaining()];
        buffer.get(state);
        return new Opened.Good(new Attempt(id.toString(), pool, client, expires), Bytes.of(state));
    }

    private static String context(PoolId pool, ClientId client) {
        return pool + "/" + client;
    }
}
