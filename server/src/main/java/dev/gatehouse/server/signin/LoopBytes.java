package dev.gatehouse.server.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.triggers.ChallengeResult;
import dev.gatehouse.server.users.Factor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a custom sign-in and what it waits for as bytes, and reads them back. They are stored sealed, so what is
/// read was written by this class; the first byte tells the kind, and a kind's layout never changes.
final class LoopBytes {
    private static final int CHALLENGE = 1;
    private static final int PROOF = 2;
    private static final int CODE = 3;
    private static final int APP_CODE = 4;
    private static final int FACTOR_CHOICE = 5;

    private LoopBytes() {}

    /// A loop and what it waits for.
    record Waiting(Loop loop, Loop.Pending pending) {}

    static byte[] write(Waiting waiting) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(kind(waiting.pending()));
            writeLoop(out, waiting.loop());
            writePending(out, waiting.pending());
        } catch (IOException e) {
            throw new IllegalStateException("a byte array refused bytes", e);
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalStateException for a kind this version does not know
    static Waiting read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int kind = in.readUnsignedByte();
            Loop loop = readLoop(in);
            return new Waiting(loop, readPending(in, kind, loop));
        } catch (IOException e) {
            throw new IllegalStateException("a parked sign-in is cut short", e);
        }
    }

    private static int kind(Loop.Pending pending) {
        return switch (pending) {
            case Loop.Pending.Challenge _ -> CHALLENGE;
            case Loop.Pending.Proof _ -> PROOF;
            case Loop.Pending.Code _ -> CODE;
            case Loop.Pending.AppCode _ -> APP_CODE;
            case Loop.Pending.FactorChoice _ -> FACTOR_CHOICE;
        };
    }

    private static void writeLoop(DataOutputStream out, Loop loop) throws IOException {
        writeText(out, loop.userName());
        out.writeBoolean(loop.standing().isPresent());
        if (loop.standing().isPresent()) {
            out.writeLong(loop.standing().get().passwordSetAt().toEpochMilli());
            writeText(out, loop.standing().get().status().value());
        }
        writeMaybe(out, loop.clientKey().map(ClientKey::hex));
        out.writeInt(loop.history().size());
        for (ChallengeResult result : loop.history()) {
            writeText(out, result.challengeName());
            out.writeBoolean(result.challengeResult());
            writeMaybe(out, result.challengeMetadata());
        }
    }

    private static Loop readLoop(DataInputStream in) throws IOException {
        String userName = readText(in);
        Optional<Loop.Standing> standing = Optional.empty();
        if (in.readBoolean()) {
            Instant passwordSetAt = Instant.ofEpochMilli(in.readLong());
            UserStatusType status = UserStatusType.from(readText(in)).orElse(UserStatusType.UNKNOWN);
            standing = Optional.of(new Loop.Standing(passwordSetAt, status));
        }
        Optional<ClientKey> clientKey = readMaybe(in).flatMap(ClientKey::parse);
        List<ChallengeResult> history = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            history.add(new ChallengeResult(readText(in), in.readBoolean(), readMaybe(in)));
        }
        return new Loop(userName, standing, clientKey, history);
    }

    private static void writePending(DataOutputStream out, Loop.Pending pending) throws IOException {
        switch (pending) {
            case Loop.Pending.Challenge(Map<String, String> parameters, Optional<String> metadata) -> {
                out.writeInt(parameters.size());
                for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                    writeText(out, parameter.getKey());
                    writeText(out, parameter.getValue());
                }
                writeMaybe(out, metadata);
            }
            case Loop.Pending.Proof(SrpExchange exchange) -> {
                writeBytes(out, exchange.serverKey().privateBytes());
                writeBytes(out, exchange.serverKey().publicBytes());
            }
            case Loop.Pending.Code(Factor factor, Bytes digest, String destination) -> {
                writeText(out, factor.name());
                writeBytes(out, digest.toArray());
                writeText(out, destination);
            }
            case Loop.Pending.AppCode _ -> out.flush();
            case Loop.Pending.FactorChoice(List<Factor> offered) -> {
                out.writeInt(offered.size());
                for (Factor factor : offered) {
                    writeText(out, factor.name());
                }
            }
        }
    }

    private static Loop.Pending readPending(DataInputStream in, int kind, Loop loop) throws IOException {
        return switch (kind) {
            case CHALLENGE -> new Loop.Pending.Challenge(readParameters(in), readMaybe(in));
            case PROOF -> {
                ClientKey clientKey = loop.clientKey().orElseThrow();
                yield new Loop.Pending.Proof(
                        new SrpExchange(clientKey, ServerKey.restore(readBytes(in), readBytes(in))));
            }
            case CODE -> new Loop.Pending.Code(Factor.valueOf(readText(in)), Bytes.of(readBytes(in)), readText(in));
            case APP_CODE -> new Loop.Pending.AppCode();
            case FACTOR_CHOICE -> new Loop.Pending.FactorChoice(readFactors(in));
            default -> throw new IllegalStateException("unknown kind of parked sign-in " + kind);
        };
    }

    private static Map<String, String> readParameters(DataInputStream in) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            parameters.put(readText(in), readText(in));
        }
        return parameters;
    }

    private static List<Factor> readFactors(DataInputStream in) throws IOException {
        List<Factor> factors = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            factors.add(Factor.valueOf(readText(in)));
        }
        return List.copyOf(factors);
    }

    private static void writeMaybe(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            writeText(out, text.get());
        }
    }

    private static Optional<String> readMaybe(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(readText(in)) : Optional.empty();
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(UTF_8));
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), UTF_8);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
