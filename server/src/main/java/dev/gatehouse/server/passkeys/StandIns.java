package dev.gatehouse.server.passkeys;

import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Kdf;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.PasskeyRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Stand-ins for passkeys of users who do not exist: the same name always gets the same, and nobody without the
/// pool's key can tell it from one that was registered.
final class StandIns {
    /// Whose passkeys are looked up for nobody, so that the work is the same.
    static final Sub NOBODY = new Sub("nobody");

    /// What widespread authenticators make: length of the id in bytes, transports.
    private static final List<Kind> KINDS = List.of(
            new Kind(16, List.of("hybrid", "internal")),
            new Kind(20, List.of("hybrid", "internal")),
            new Kind(32, List.of("internal")),
            new Kind(16, List.of("internal")));

    private static final String NO_AAGUID = "00000000-0000-0000-0000-000000000000";

    private StandIns() {}

    private record Kind(int length, List<String> transports) {}

    private static final class Nobody {
        static final Bytes KEY = Ceremonies.keyOfNobody();
    }

    /// The passkey that a user of that name would have.
    static RequestOptions.Allowed of(Pool pool, String name) {
        String folded = pool.caseSensitive() ? name : name.toLowerCase(Locale.ROOT);
        byte[] kind = Kdf.mac(pool.key(), "ghost passkey kind", folded);
        byte[] id = Kdf.mac(pool.key(), "ghost passkey", folded);
        Kind chosen = KINDS.get(Byte.toUnsignedInt(kind[0]) % KINDS.size());
        return new RequestOptions.Allowed(
                Base64Url.encode(Bytes.of(Arrays.copyOf(id, chosen.length()))), chosen.transports());
    }

    /// A passkey to verify an answer against when there is none: nobody can sign with it.
    static PasskeyRecord of(PoolId pool, String credentialId, RelyingParty party) {
        return new PasskeyRecord(
                pool, credentialId, NOBODY, party.id(), Nobody.KEY, 0, List.of(), "", NO_AAGUID, false, false, "", 0);
    }
}
