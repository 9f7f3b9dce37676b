package dev.gatehouse.server.signin;

import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.srp.ClientKey;
import dev.gatehouse.pure.srp.ServerKey;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.users.Factor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes a state as bytes and reads it back. The bytes travel sealed, so what is read was written by this class,
/// perhaps by an
/// older version of it: the first byte tells the kind, and a kind's layout never changes.
final class States {
    private static final int SRP_OF_USER = 1;
    private static final int SRP_OF_GHOST = 2;
    private static final int NEW_PASSWORD = 3;
    private static final int CODE = 4;
    private static final int TOTP = 5;
    private static final int FACTOR_CHOICE = 6;
    private static final int FACTOR_SETUP = 7;
    private static final int SETUP_END = 8;
    private static final int CUSTOM_OF_USER = 30;
    private static final int CUSTOM_OF_GHOST = 31;
    private static final int SRP_WITH_DEVICE = 40;
    private static final int DEVICE_START = 41;
    private static final int DEVICE_PROOF = 42;

    private States() {}

    static byte[] write(Flow.State state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (state) {
                case Flow.AwaitingSrpProof(Flow.Known(Sub user), SrpExchange exchange, var device) -> {
                    writeDevice(out, device);
                    writeExchange(out, SRP_OF_USER, user.value(), exchange);
                }
                case Flow.AwaitingSrpProof(Flow.Ghost(Sub standIn), SrpExchange exchange, var device) -> {
                    writeDevice(out, device);
                    writeExchange(out, SRP_OF_GHOST, standIn.value(), exchange);
                }
                case Flow.AwaitingCustom(Flow.Known(Sub user), CustomStep step, String key) ->
                    writeTexts(out, CUSTOM_OF_USER, user.value(), step.name(), key);
                case Flow.AwaitingCustom(Flow.Ghost(Sub standIn), CustomStep step, String key) ->
                    writeTexts(out, CUSTOM_OF_GHOST, standIn.value(), step.name(), key);
                case Flow.AwaitingNewPassword(Progress progress) -> writeHead(out, NEW_PASSWORD, progress);
                case Flow.AwaitingCode code -> writeCode(out, code);
                case Flow.AwaitingTotp(Progress progress) -> writeHead(out, TOTP, progress);
                case Flow.AwaitingFactorChoice(Progress progress, List<Factor> offered) -> {
                    writeHead(out, FACTOR_CHOICE, progress);
                    writeFactors(out, offered);
                }
                case Flow.AwaitingFactorSetup setup -> writeSetup(out, setup);
                case Flow.AwaitingSetupEnd(Progress progress) -> writeHead(out, SETUP_END, progress);
                case Flow.AwaitingDeviceStart(Progress progress, String key, boolean factorProven) -> {
                    writeHead(out, DEVICE_START, progress);
                    out.writeUTF(key);
                    out.writeBoolean(factorProven);
                }
                case Flow.AwaitingDeviceProof(Progress progress, String key, boolean proven, SrpExchange exchange) -> {
                    writeHead(out, DEVICE_PROOF, progress);
                    out.writeUTF(key);
                    out.writeBoolean(proven);
                    writeExchange(out, exchange);
                }
                case ChoiceFlow.Choosing choosing -> ChoiceStates.write(out, choosing);
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
                case SRP_OF_USER, SRP_OF_GHOST -> readSrp(kind, in, Optional.empty());
                case SRP_WITH_DEVICE -> {
                    Optional<String> device = Optional.of(in.readUTF());
                    yield readSrp(in.readUnsignedByte(), in, device);
                }
                case CUSTOM_OF_USER -> readCustom(new Flow.Known(new Sub(in.readUTF())), in);
                case CUSTOM_OF_GHOST -> readCustom(new Flow.Ghost(new Sub(in.readUTF())), in);
                case NEW_PASSWORD -> new Flow.AwaitingNewPassword(readProgress(in));
                case CODE ->
                    new Flow.AwaitingCode(
                            readProgress(in),
                            Factor.valueOf(in.readUTF()),
                            Bytes.of(readBytes(in)),
                            in.readUTF(),
                            in.readBoolean());
                case TOTP -> new Flow.AwaitingTotp(readProgress(in));
                case FACTOR_CHOICE -> new Flow.AwaitingFactorChoice(readProgress(in), readFactors(in));
                case FACTOR_SETUP ->
                    new Flow.AwaitingFactorSetup(
                            readProgress(in), readFactors(in), in.readUnsignedByte(), readMaybe(in));
                case SETUP_END -> new Flow.AwaitingSetupEnd(readProgress(in));
                case DEVICE_START -> new Flow.AwaitingDeviceStart(readProgress(in), in.readUTF(), in.readBoolean());
                case DEVICE_PROOF ->
                    new Flow.AwaitingDeviceProof(readProgress(in), in.readUTF(), in.readBoolean(), readExchange(in));
                case ChoiceStates.CHOICE,
                        ChoiceStates.PASSWORD,
                        ChoiceStates.SRP_KEY,
                        ChoiceStates.FIRST_CODE,
                        ChoiceStates.PASSKEY -> ChoiceStates.read(kind, in);
                default -> throw new IllegalStateException("unknown kind of state " + kind);
            };
        } catch (IOException e) {
            throw new IllegalStateException("a sealed state is cut short", e);
        }
    }

    private static void writeTexts(DataOutputStream out, int kind, String... texts) throws IOException {
        out.writeByte(kind);
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static Flow.State readCustom(Flow.Claimant claimant, DataInputStream in) throws IOException {
        return new Flow.AwaitingCustom(claimant, CustomStep.valueOf(in.readUTF()), in.readUTF());
    }

    private static void writeHead(DataOutputStream out, int kind, Progress progress) throws IOException {
        out.writeByte(kind);
        out.writeUTF(progress.user().value());
        out.writeLong(progress.passwordSetAt().toEpochMilli());
    }

    private static Progress readProgress(DataInputStream in) throws IOException {
        return new Progress(new Sub(in.readUTF()), Instant.ofEpochMilli(in.readLong()));
    }

    private static void writeCode(DataOutputStream out, Flow.AwaitingCode code) throws IOException {
        writeHead(out, CODE, code.progress());
        out.writeUTF(code.factor().name());
        writeBytes(out, code.digest().toArray());
        out.writeUTF(code.destination());
        out.writeBoolean(code.settingUp());
    }

    private static void writeSetup(DataOutputStream out, Flow.AwaitingFactorSetup setup) throws IOException {
        writeHead(out, FACTOR_SETUP, setup.progress());
        writeFactors(out, setup.offered());
        out.writeByte(setup.round());
        writeBytes(out, setup.secret().map(Bytes::toArray).orElse(new byte[0]));
    }

    private static void writeFactors(DataOutputStream out, List<Factor> factors) throws IOException {
        out.writeByte(factors.size());
        for (Factor factor : factors) {
            out.writeUTF(factor.name());
        }
    }

    private static List<Factor> readFactors(DataInputStream in) throws IOException {
        int count = in.readUnsignedByte();
        List<Factor> factors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            factors.add(Factor.valueOf(in.readUTF()));
        }
        return List.copyOf(factors);
    }

    private static Optional<Bytes> readMaybe(DataInputStream in) throws IOException {
        byte[] bytes = readBytes(in);
        return bytes.length == 0 ? Optional.empty() : Optional.of(Bytes.of(bytes));
    }

    private static void writeExchange(DataOutputStream out, int kind, String who, SrpExchange exchange)
            throws IOException {
        out.writeByte(kind);
        out.writeUTF(who);
        writeExchange(out, exchange);
    }

    /// The device key stands in front of the state proper, so that a state without one is as it always was.
    private static void writeDevice(DataOutputStream out, Optional<String> device) throws IOException {
        if (device.isPresent()) {
            out.writeByte(SRP_WITH_DEVICE);
            out.writeUTF(device.get());
        }
    }

    private static void writeExchange(DataOutputStream out, SrpExchange exchange) throws IOException {
        writeBytes(out, new BigInteger(exchange.clientKey().hex(), 16).toByteArray());
        writeBytes(out, exchange.serverKey().privateBytes());
        writeBytes(out, exchange.serverKey().publicBytes());
    }

    private static Flow.State readSrp(int kind, DataInputStream in, Optional<String> device) throws IOException {
        Sub sub = new Sub(in.readUTF());
        Flow.Claimant claimant = kind == SRP_OF_USER ? new Flow.Known(sub) : new Flow.Ghost(sub);
        return new Flow.AwaitingSrpProof(claimant, readExchange(in), device);
    }

    private static SrpExchange readExchange(DataInputStream in) throws IOException {
        ClientKey clientKey = ClientKey.parse(new BigInteger(1, readBytes(in)).toString(16))
                .orElseThrow(() -> new IllegalStateException("a sealed exchange holds no client key"));
        ServerKey serverKey = ServerKey.restore(readBytes(in), readBytes(in));
        return new SrpExchange(clientKey, serverKey);
    }

    static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return bytes;
    }
}
