package dev.gatehouse.server.seal;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/// Argon2id of Bouncy Castle: works everywhere, and for every parameter.
final class BouncyArgon2 implements Argon2 {
    @Override
    public byte[] hash(byte[] password, byte[] salt, Argon2Parameters parameters, int length) {
        var builder = new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                        org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
                .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.passes())
                .withParallelism(parameters.lanes())
                .withSalt(salt);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(builder.build());
        byte[] out = new byte[length];
        generator.generateBytes(password, out);
        return out;
    }

    @Override
    public String name() {
        return "Bouncy Castle";
    }
}
