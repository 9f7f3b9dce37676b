package dev.gatehouse.server.access;

import dev.gatehouse.model.service.Caller;
import dev.gatehouse.server.seal.BadSeal;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.seal.Secret;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Temporary credentials. They are kept nowhere: the session token carries the secret and whose session it is,
/// sealed and bound to the access key id.
public final class SessionTokens {
    private static final int LONGEST = 65_536;

    /// Base64 makes of so many bytes so many characters.
    private static final int BYTES_IN_BASE64 = 3;

    private static final int CHARACTERS_IN_BASE64 = 4;

    private final Sealer sealer;
    private final Chance chance;

    public SessionTokens(Sealer sealer, Chance chance) {
        this.sealer = sealer;
        this.chance = chance;
    }

    /// Fresh temporary credentials. The printed form hides secret and token.
    ///
    /// @param accessKeyId `ASIA` first
    /// @param sessionToken to be sent with every request
    /// @param expires when they end
    public record Credentials(String accessKeyId, Secret secretAccessKey, String sessionToken, Instant expires) {
        @Override
        public String toString() {
            return "Credentials[" + accessKeyId + "]";
        }
    }

    /// What a session token holds. The printed form hides the secret.
    record Held(Secret secretAccessKey, Caller.Known caller, Instant expires) {
        @Override
        public String toString() {
            return "Held[" + caller.arn() + "]";
        }
    }

    /// Whose temporary credentials are to be made, given the access key id they will have.
    @FunctionalInterface
    public interface Owner {
        /// The caller that the credentials will prove.
        Caller.Known with(String accessKeyId);
    }

    /// Makes temporary credentials.
    ///
    /// @param expires when they end; whole seconds count
    /// @param leastSize the characters that the session token has at least
    public Credentials make(Owner owner, Instant expires, int leastSize) {
        String id = chance.temporaryAccessKeyId();
        Secret secret = chance.secretAccessKey();
        byte[] plain = SessionBytes.write(new Held(secret, owner.with(id), expires));
        byte[] sealed = sealer.seal(Purpose.SESSION_TOKEN, plain, id);
        int missing = (leastSize * BYTES_IN_BASE64 + BYTES_IN_BASE64) / CHARACTERS_IN_BASE64 - sealed.length;
        if (missing > 0) {
            sealed = sealer.seal(Purpose.SESSION_TOKEN, Arrays.copyOf(plain, plain.length + missing), id);
        }
        return new Credentials(id, secret, Base64.getEncoder().encodeToString(sealed), expires);
    }

    /// Opens the session token that was sent with an access key id.
    ///
    /// @return empty when it is not ours, or not that key's
    Optional<Held> open(String accessKeyId, String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getDecoder().decode(token);
            return Optional.of(SessionBytes.read(sealer.open(Purpose.SESSION_TOKEN, sealed, accessKeyId), accessKeyId));
        } catch (IllegalArgumentException | BadSeal notOurs) {
            return Optional.empty();
        }
    }
}
