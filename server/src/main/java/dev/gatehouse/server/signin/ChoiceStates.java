package dev.gatehouse.server.signin;

import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.store.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Writes the states of choice-based sign-in as bytes and reads them back, for `States`.
final class ChoiceStates {
    static final int CHOICE = 20;
    static final int PASSWORD = 21;
    static final int SRP_KEY = 22;
    static final int FIRST_CODE = 23;
    static final int PASSKEY = 24;

    private ChoiceStates() {}

    static void write(DataOutputStream out, ChoiceFlow.Choosing state) throws IOException {
        switch (state) {
            case ChoiceFlow.AwaitingChoice choice -> {
                writeHead(out, CHOICE, choice.claimant());
                out.writeUTF(choice.typed());
                writeFactors(out, choice.offered());
            }
            case ChoiceFlow.AwaitingPassword(Flow.Claimant claimant) -> writeHead(out, PASSWORD, claimant);
            case ChoiceFlow.AwaitingSrpKey(Flow.Claimant claimant) -> writeHead(out, SRP_KEY, claimant);
            case ChoiceFlow.AwaitingFirstCode code -> {
                writeHead(out, FIRST_CODE, code.claimant());
                out.writeUTF(code.factor().name());
                States.writeBytes(out, code.digest().toArray());
                States.writeBytes(out, code.address().toArray());
                out.writeLong(code.passwordSetAt().toEpochMilli());
            }
            case ChoiceFlow.AwaitingPasskey(Flow.Claimant claimant, Bytes challenge, Instant passwordSetAt) -> {
                writeHead(out, PASSKEY, claimant);
                States.writeBytes(out, challenge.toArray());
                out.writeLong(passwordSetAt.toEpochMilli());
            }
        }
    }

    /// Reads what follows the first byte.
    ///
    /// @param kind the first byte, one of this class
    static ChoiceFlow.Choosing read(int kind, DataInputStream in) throws IOException {
        Flow.Claimant claimant = readClaimant(in);
        return switch (kind) {
            case CHOICE -> new ChoiceFlow.AwaitingChoice(claimant, in.readUTF(), readFactors(in));
            case PASSWORD -> new ChoiceFlow.AwaitingPassword(claimant);
            case SRP_KEY -> new ChoiceFlow.AwaitingSrpKey(claimant);
            case FIRST_CODE ->
                new ChoiceFlow.AwaitingFirstCode(
                        claimant,
                        FirstFactor.valueOf(in.readUTF()),
                        Bytes.of(States.readBytes(in)),
                        Bytes.of(States.readBytes(in)),
                        Instant.ofEpochMilli(in.readLong()));
            case PASSKEY ->
                new ChoiceFlow.AwaitingPasskey(
                        claimant, Bytes.of(States.readBytes(in)), Instant.ofEpochMilli(in.readLong()));
            default -> throw new IllegalStateException("no state of choice-based sign-in: " + kind);
        };
    }

    private static void writeHead(DataOutputStream out, int kind, Flow.Claimant claimant) throws IOException {
        out.writeByte(kind);
        out.writeBoolean(claimant instanceof Flow.Known);
        switch (claimant) {
            case Flow.Known(Sub user) -> out.writeUTF(user.value());
            case Flow.Ghost(Sub standIn) -> out.writeUTF(standIn.value());
        }
    }

    private static Flow.Claimant readClaimant(DataInputStream in) throws IOException {
        boolean known = in.readBoolean();
        Sub sub = new Sub(in.readUTF());
        return known ? new Flow.Known(sub) : new Flow.Ghost(sub);
    }

    private static void writeFactors(DataOutputStream out, List<FirstFactor> factors) throws IOException {
        out.writeByte(factors.size());
        for (FirstFactor factor : factors) {
            out.writeUTF(factor.name());
        }
    }

    private static List<FirstFactor> readFactors(DataInputStream in) throws IOException {
        int count = in.readUnsignedByte();
        List<FirstFactor> factors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            factors.add(FirstFactor.valueOf(in.readUTF()));
        }
        return List.copyOf(factors);
    }
}
