package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.UserStatusType;
import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.messages.Medium;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.UserRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a user who does not exist is like: the same name is always alike, and different names differ as users do.
/// It goes through the motions of a sign-in; it can never be admitted, because it is nowhere stored.
///
/// @param user with addresses of their own, verified or not, and perhaps a password that nobody knows
/// @param secondFactor whether they would have switched on a second factor
/// @param passkey whether they would have registered a passkey, which then counts as both factors where it can
public record StandIn(User user, boolean secondFactor, boolean passkey) {
    private static final Bytes NO_HASH = Bytes.of(new byte[1]);
    private static final int PASSWORD = 7;
    private static final int EMAIL = 6;
    private static final int PHONE = 3;
    private static final int SECOND_FACTOR = 1;
    private static final int PASSKEY = 2;

    /// The stand-in of a name.
    public static StandIn of(Pool pool, String name) {
        Sub sub = Ghosts.sub(pool, name);
        UserRecord bare = UserRecord.create(
                pool.id(),
                sub,
                Ghosts.username(pool, name),
                UserStatusType.CONFIRMED.value(),
                attributes(pool, name, sub),
                0);
        UserRecord record = Ghosts.coin(pool, sub, "password") < PASSWORD
                ? bare.withPassword(NO_HASH, null, null, List.of(), 0)
                : bare;
        return new StandIn(
                new User(record),
                Ghosts.coin(pool, sub, "second factor") < SECOND_FACTOR,
                Ghosts.coin(pool, sub, "passkey") < PASSKEY);
    }

    private static Map<String, String> attributes(Pool pool, String name, Sub sub) {
        boolean email = Names.isEmail(name) || Ghosts.coin(pool, sub, "email") < EMAIL;
        boolean phone = Names.isPhone(name) || Ghosts.coin(pool, sub, "phone") < PHONE;
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(Attributes.EMAIL, Names.isEmail(name) ? name : Ghosts.address(pool, name, Medium.EMAIL));
        attributes.put(Attributes.EMAIL_VERIFIED, String.valueOf(email));
        attributes.put(Attributes.PHONE, Names.isPhone(name) ? name : Ghosts.address(pool, name, Medium.SMS));
        attributes.put(Attributes.PHONE_VERIFIED, String.valueOf(phone));
        return attributes;
    }
}
