package dev.gatehouse.server.signin;

import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.ServerKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;

/// Writes a state as bytes and reads it back. The bytes travel sealed, so what is read was written by this class,
/// perhaps by an
/// older version of it: the first byte tells the kind, and a kind's layout never changes.
final class States {
    private static final int SRP_OF_USER = 1;
    private static final int SRP_OF_GHOST = 2;
    private static final int NEW_PASSWORD = 3;

    private States() {}

    static byte[] write(Flow.State state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (state) {
                case Flow.AwaitingSrpProof(Flow.Known(Sub user), SrpExchange exchange) ->
                    writeExchange(out, SRP_OF_USER, user.value(), exchange);
                case Flow.AwaitingSrpProof(Flow.Ghost(Sub standIn), SrpExchange exchange) ->
                    writeExchange(out, SRP_OF_GHOST, standIn.value(), exchange);
                case Flow.AwaitingNewPassword(Sub user, Instant passwordSetAt) -> {
                    out.writeByte(NEW_PASSWORD);
                    out.writeUTF(user.value());
                    out.writeLong(passwordSetAt.toEpochMilli());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a byte array refused bytes", e);
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalStateException for a kind this version does not know
    static Flow.State read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int kind = in.readUnsignedByte();
            return switch (kind) {
                case SRP_OF_USER -> readExchange(new Flow.Known(new Sub(in.readUTF())), in);
                case SRP_OF_GHOST -> readExchange(new Flow.Ghost(new Sub(in.readUTF())), in);
                case NEW_PASSWORD ->
                    new Flow.AwaitingNewPassword(new Sub(in.readUTF()), Instant.ofEpochMilli(in.readLong()));
                default -> throw new IllegalStateException("unknown kind of state " + kind);
            };
        } catch (IOException e) {
            throw new IllegalStateException("a sealed state is cut short", e);
        }
    }

    private static void writeExchange(DataOutputStream out, int kind, String who, SrpExchange exchange)
            throws IOException {
        out.writeByte(kind);
        out.writeUTF(who);
        writeBytes(out, new BigInteger(exchange.clientKey().hex(), 16).toByteArray());
        writeBytes(out, exchange.serverKey().privateBytes());
        writeBytes(out, exchange.serverKey().publicBytes());
    }

    private static Flow.State readExchange(Flow.Claimant claimant, DataInputStream in) throws IOException {
        ClientKey clientKey = ClientKey.parse(new BigInteger(1, readBytes(in)).toString(16))
                .orElseThrow(() -> new IllegalStateException("a sealed exchange holds no client key"));
        ServerKey serverKey = ServerKey.restore(readBytes(in), readBytes(in));
        return new Flow.AwaitingSrpProof(claimant, new SrpExchange(clientKey, serverKey));
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return bytes;
    }
}
