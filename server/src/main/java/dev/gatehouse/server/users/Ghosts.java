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
import java.util.HexFormat;
import java.util.UUID;

/// Stand-ins for users who do not exist: the same name always gives the same stand-in, and nobody without the
/// pool's key can tell it from a user (developer guide, "Managing error responses"). Pure.
final class Ghosts {
    private static final int SALT_LENGTH = 16;
    private static final int VERIFIER_LENGTH = 384;
    private static final int LETTERS = 26;
    private static final int UUID_LENGTH = 36;
    private static final int HEAD_LENGTH = 28;
    private static final int FACES = 8;

    private Ghosts() {}

    /// The id under which a ghost's codes and counters are kept. It is its own id: where it was shown as the user's
    /// canonical name, clients sign in with it as well.
    static Sub sub(Pool pool, String name) {
        String folded = Names.fold(pool, name);
        if (isSub(pool, folded)) {
            return new Sub(folded);
        }
        String head = uuid(mac(pool, "ghost sub", name)).substring(0, HEAD_LENGTH);
        return new Sub(head + mark(pool, head));
    }

    /// Whether a name is the id of a ghost. Its last digits follow from the others by the pool's key.
    private static boolean isSub(Pool pool, String name) {
        return name.length() == UUID_LENGTH
                && name.substring(HEAD_LENGTH).equals(mark(pool, name.substring(0, HEAD_LENGTH)));
    }

    private static String mark(Pool pool, String head) {
        return HexFormat.of().formatHex(mac(pool, "ghost mark", head), 0, (UUID_LENGTH - HEAD_LENGTH) / 2);
    }

    /// One of eight faces of a coin that always falls the same for one ghost.
    static int coin(Pool pool, Sub ghost, String what) {
        return Byte.toUnsignedInt(mac(pool, "ghost " + what, ghost.value())[0]) % FACES;
    }

    /// A credential no password fits. Where the user name is free text and the typed name cannot be an alias, a
    /// real user would be named as typed; elsewhere the canonical name is one nobody can guess.
    static SrpCredential credential(Pool pool, String name) {
        return credential(pool, name, username(pool, name));
    }

    /// The canonical name a user of that name would have.
    static String username(Pool pool, String name) {
        return isUsername(pool, name) ? Names.fold(pool, name) : sub(pool, name).value();
    }

    /// A credential no password fits, for a user of that canonical name.
    static SrpCredential credential(Pool pool, String name, String userIdForSrp) {
        String ghost = sub(pool, name).value();
        Salt salt = Salt.of(Arrays.copyOf(mac(pool, "ghost salt", ghost), SALT_LENGTH));
        byte[] verifier = Kdf.derive(mac(pool, "ghost verifier", ghost), "srp verifier", VERIFIER_LENGTH);
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
        return Messages.details(usual, address(pool, name, usual));
    }

    /// An address made up.
    static String address(Pool pool, String name, Medium medium) {
        byte[] mac = mac(pool, "ghost address", sub(pool, name).value());
        return switch (medium) {
            case EMAIL -> letter(mac[0]) + "@" + letter(mac[1]);
            case SMS -> phone(mac);
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
