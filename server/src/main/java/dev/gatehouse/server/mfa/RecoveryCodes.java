package dev.gatehouse.server.mfa;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Kdf;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.users.User;
import dev.gatehouse.server.users.Users;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Recovery codes: ten a user keeps on paper and may answer, once each, where a code of the authenticator app is
/// asked. Beyond Cognito, for pools that turn them on.
///
/// A code is 12 characters of base32 (RFC 4648 section 6), 60 bits, in three groups. What is kept is its digest under
/// the pool's key, which the database holds sealed only: the digests alone cannot be guessed against.
public final class RecoveryCodes {
    private static final int COUNT = 10;
    private static final int LENGTH = 12;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern FORM = Pattern.compile("[A-Z2-7]{" + LENGTH + "}");
    private static final int LONGEST_ANSWER = 64;

    private final Store store;
    private final Users users;
    private final Chance chance;

    RecoveryCodes(Store store, Users users, Chance chance) {
        this.store = store;
        this.users = users;
        this.chance = chance;
    }

    /// New codes for a user; all earlier ones are gone. They are shown this once.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException SoftwareTokenMFANotFoundException for a user without an
    ///     authenticator app, which the codes stand in for
    List<String> generate(Pool pool, Sub sub) {
        List<String> codes = Stream.generate(() -> chance.text(ALPHABET, LENGTH))
                .distinct()
                .limit(COUNT)
                .toList();
        List<String> digests =
                codes.stream().map(code -> digest(pool, sub, code)).toList();
        store.write(tx -> {
            users.update(tx, pool, sub, RecoveryCodes::withApp);
            tx.recoveryCodes().replace(pool.id(), sub, digests);
            return true;
        });
        return codes.stream().map(RecoveryCodes::grouped).toList();
    }

    /// How many codes a user has left.
    int left(User user) {
        return store.read(tx -> tx.recoveryCodes().left(user.pool(), user.sub()))
                .size();
    }

    /// Whether an answer is meant as a recovery code; never where the pool does not have them.
    boolean isForm(Pool pool, String answer) {
        return pool.offersRecoveryCodes()
                && answer.length() <= LONGEST_ANSWER
                && FORM.matcher(plain(answer)).matches();
    }

    /// The digest of the code that an answer is, if the user has it left. Every code is compared, in constant time.
    Optional<String> match(Pool pool, User user, String answer) {
        byte[] wanted = digest(pool, user.sub(), plain(answer)).getBytes(UTF_8);
        Optional<String> found = Optional.empty();
        for (String digest : store.read(tx -> tx.recoveryCodes().left(user.pool(), user.sub()))) {
            if (MessageDigest.isEqual(digest.getBytes(UTF_8), wanted)) {
                found = Optional.of(digest);
            }
        }
        return found;
    }

    private static User withApp(User user) {
        if (!user.factors().softwareToken()) {
            throw Refusals.noApp();
        }
        return user;
    }

    /// As typed: in either case, with or without what separates the groups.
    private static String plain(String answer) {
        return answer.replace("-", "").replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static String grouped(String code) {
        return code.substring(0, 4) + "-" + code.substring(4, 8) + "-" + code.substring(8);
    }

    private static String digest(Pool pool, Sub sub, String code) {
        byte[] mac =
                Kdf.mac(pool.key(), "recovery code".getBytes(UTF_8), sub.value().getBytes(UTF_8), code.getBytes(UTF_8));
        return HexFormat.of().formatHex(mac);
    }
}
