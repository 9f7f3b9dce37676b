package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.CodeDeliveryDetailsType;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.pure.srp.Salt;
import dev.gatehouse.pure.srp.Verifier;
import dev.gatehouse.server.messages.Medium;
import dev.gatehouse.server.messages.Messages;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Kdf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/// Stand-ins for users who do not exist: the same name always gives the same stand-in, and nobody without the
/// pool's key can tell it from a user (developer guide, "Managing error responses"). Pure.
final class Ghosts {
    private static final int SALT_LENGTH = 16;
    private static final int VERIFIER_LENGTH = 384;
    private static final int LETTERS = 26;

    private Ghosts() {}

    /// The id under which a ghost's codes and counters are kept.
    static Sub sub(Pool pool, String name) {
        return new Sub(uuid(mac(pool, "ghost sub", name)));
    }

    /// A credential no password fits. Where the user name is free text and the typed name cannot be an alias, a
    /// real user would be named as typed; elsewhere the canonical name is one nobody can guess.
    static SrpCredential credential(Pool pool, String name) {
        return credential(
                pool,
                name,
                isUsername(pool, name)
                        ? Names.fold(pool, name)
                        : sub(pool, name).value());
    }

    /// A credential no password fits, for a user of that canonical name.
    static SrpCredential credential(Pool pool, String name, String userIdForSrp) {
        Salt salt = Salt.of(Arrays.copyOf(mac(pool, "ghost salt", name), SALT_LENGTH));
        byte[] verifier = Kdf.derive(mac(pool, "ghost verifier", name), "srp verifier", VERIFIER_LENGTH);
        verifier[0] &= 0x7f;
        return new SrpCredential(salt, Verifier.of(verifier), userIdForSrp);
    }

    /// Where a code would have gone: the address typed, else one made up, in the medium the pool would use.
    static CodeDeliveryDetailsType delivery(Pool pool, String name, Medium usual) {
        if (Names.isEmail(name)) {
            return Messages.details(Medium.EMAIL, name);
        }
        if (Names.isPhone(name)) {
            return Messages.details(Medium.SMS, name);
        }
        byte[] mac = mac(pool, "ghost address", name);
        return switch (usual) {
            case EMAIL -> Messages.details(Medium.EMAIL, letter(mac[0]) + "@" + letter(mac[1]));
            case SMS -> Messages.details(Medium.SMS, phone(mac));
        };
    }

    private static boolean isUsername(Pool pool, String name) {
        boolean alias = (Names.isEmail(name) && pool.aliasAttributes().contains(Attributes.EMAIL))
                || (Names.isPhone(name) && pool.aliasAttributes().contains(Attributes.PHONE));
        return pool.usernameAttributes().isEmpty() && !alias;
    }

    private static String letter(byte value) {
        return String.valueOf((char) ('a' + Byte.toUnsignedInt(value) % LETTERS));
    }

    private static String phone(byte[] mac) {
        int end = Math.floorMod(ByteBuffer.wrap(mac).getInt(), 10_000);
        return "+0000000%04d".formatted(end);
    }

    private static byte[] mac(Pool pool, String what, String name) {
        return Kdf.mac(pool.key(), what, Names.fold(pool, name));
    }

    private static String uuid(byte[] mac) {
        ByteBuffer bytes = ByteBuffer.wrap(mac);
        long high = bytes.getLong();
        long low = bytes.getLong();
        return new UUID((high & ~0xF000L) | 0x4000L, (low & ~(0b11L << 62)) | (0b10L << 62)).toString();
    }
}
