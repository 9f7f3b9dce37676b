package dev.gatehouse.server.users;

import dev.gatehouse.pure.id.Sub;
import dev.gatehouse.server.pools.Pool;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What a new user is called: the rules of the pool for user names, and what follows from the name. Pure.
final class NewNames {
    private NewNames() {}

    /// The canonical name of a new user: as given, or the sub in pools with username attributes.
    static String canonical(Pool pool, String given, Sub sub) {
        return pool.usernameAttributes().isEmpty() ? given : sub.value();
    }

    /// The attributes of a new user: in pools with username attributes the name is the address.
    static Map<String, String> attributes(Pool pool, String given, Map<String, String> attributes) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        if (!pool.usernameAttributes().isEmpty()) {
            all.put(Names.isEmail(given) ? Attributes.EMAIL : Attributes.PHONE, given);
        }
        all.values().removeIf(String::isEmpty);
        return all;
    }

    /// Checks the form of a new name.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException
    static void check(Pool pool, String given) {
        boolean email = Names.isEmail(given);
        boolean phone = Names.isPhone(given);
        if (!pool.usernameAttributes().isEmpty()) {
            checkAddress(pool.usernameAttributes(), email, phone);
            return;
        }
        if (email && pool.aliasAttributes().contains(Attributes.EMAIL)) {
            throw Refusals.invalid(
                    "Username cannot be of email format, since user pool is configured for email alias.");
        }
        if (phone && pool.aliasAttributes().contains(Attributes.PHONE)) {
            throw Refusals.invalid(
                    "Username cannot be of phone number format, since user pool is configured for phone number alias.");
        }
    }

    /// Refuses a preferred user name before confirmation, where it is an alias and not required (developer
    /// guide, "Customizing sign-in attributes").
    ///
    /// @throws dev.gatehouse.model.service.ServiceException InvalidParameterException
    static void checkPreferred(Pool pool, Map<String, String> attributes) {
        boolean early = attributes.containsKey(Attributes.PREFERRED_USERNAME)
                && pool.aliasAttributes().contains(Attributes.PREFERRED_USERNAME)
                && !pool.schema().required().contains(Attributes.PREFERRED_USERNAME);
        if (early) {
            throw Refusals.invalid("Preferred username can only be set for a confirmed user.");
        }
    }

    private static void checkAddress(Set<String> kinds, boolean email, boolean phone) {
        boolean byEmail = kinds.contains(Attributes.EMAIL);
        boolean byPhone = kinds.contains(Attributes.PHONE);
        if ((byEmail && email) || (byPhone && phone)) {
            return;
        }
        if (byEmail && byPhone) {
            throw Refusals.invalid("Username should be either an email or a phone number.");
        }
        throw Refusals.invalid(byEmail ? "Username should be an email." : "Username should be a phone number.");
    }
}
