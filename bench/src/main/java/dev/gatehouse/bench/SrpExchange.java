package dev.gatehouse.bench;

import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.Salt;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.pure.srp.SrpClient;
import dev.gatehouse.pure.srp.SrpIdentity;
import dev.gatehouse.pure.srp.SrpTimestamp;
import dev.gatehouse.pure.srp.Verifier;
import java.time.Instant;
import java.util.Base64;

/// One SRP exchange whose client side is computed beforehand, so that the server side can be run alone.
public final class SrpExchange {
    private static final String PASSWORD = "Correct-Horse-7-Battery";
    private static final byte[] BLOCK = new byte[600];

    private final SrpIdentity identity = new SrpIdentity("Bench0000", "someone");
    private final Verifier verifier;
    private final byte[] serverRandom = new byte[32];
    private final ServerKey begun;
    private final ClientKey clientKey;
    private final SrpTimestamp timestamp = SrpTimestamp.of(Instant.EPOCH);
    private final String signature;

    /// An exchange with fixed keys.
    public SrpExchange() {
        Salt salt = Salt.of(bytes(16, 3));
        this.verifier = Verifier.compute(identity, PASSWORD, salt);
        System.arraycopy(bytes(serverRandom.length, 7), 0, serverRandom, 0, serverRandom.length);
        this.begun = ServerKey.begin(verifier, serverRandom);
        SrpClient client = new SrpClient(bytes(32, 5));
        this.clientKey = ClientKey.parse(client.hex()).orElseThrow();
        this.signature = client.sign(
                identity,
                PASSWORD,
                salt.hex(),
                begun.hex(),
                Base64.getEncoder().encodeToString(BLOCK),
                timestamp.canonical());
    }

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed * 37 + i * 101 + 1);
        }
        return bytes;
    }

    /// What the first call computes.
    public ServerKey begin() {
        return ServerKey.begin(verifier, serverRandom);
    }

    /// What the second call computes; always true.
    public boolean verify() {
        return begun.verify(identity, verifier, clientKey, BLOCK, timestamp, signature);
    }

    boolean serverSide() {
        return !begin().hex().isEmpty() && verify();
    }
}
