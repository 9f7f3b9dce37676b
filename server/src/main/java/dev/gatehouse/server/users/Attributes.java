package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.AttributeType;
import dev.gatehouse.server.messages.Medium;
import dev.gatehouse.server.pools.Pool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// User attributes as the API lists them and as they are kept: names, verified flags, changes. Pure.
final class Attributes {
    static final String SUB = "sub";
    static final String EMAIL = "email";
    static final String PHONE = "phone_number";
    static final String PREFERRED_USERNAME = "preferred_username";
    static final String EMAIL_VERIFIED = "email_verified";
    static final String PHONE_VERIFIED = "phone_number_verified";
    /// The attributes a code can be sent to.
    static final List<String> ADDRESSES = List.of(EMAIL, PHONE);
    /// What only the service and administrators set.
    static final Set<String> FLAGS = Set.of(EMAIL_VERIFIED, PHONE_VERIFIED);

    private static final String DEVELOPER = "dev:";

    private Attributes() {}

    /// A list of the API as a map, booleans in lower case; of two values for one name the later counts.
    static Map<String, String> map(Pool pool, @Nullable List<AttributeType> list) {
        Map<String, String> map = new LinkedHashMap<>();
        if (list != null) {
            for (AttributeType attribute : list) {
                String name = Given.of(attribute.name());
                String value = attribute.value() == null ? "" : attribute.value();
                map.put(name, pool.schema().canonical(name, value));
            }
        }
        return map;
    }

    /// The attributes of a user as the API lists them, `sub` first.
    static List<AttributeType> list(User user, Predicate<String> wanted) {
        List<AttributeType> list = new ArrayList<>();
        if (wanted.test(SUB)) {
            list.add(new AttributeType(SUB, user.sub().value()));
        }
        user.attributes().forEach((name, value) -> {
            if (wanted.test(name)) {
                list.add(new AttributeType(name, value));
            }
        });
        return list;
    }

    /// The name of the flag that says whether an address is verified.
    static String flag(String address) {
        return address + "_verified";
    }

    /// Whether an address is verified.
    static boolean isVerified(Map<String, String> attributes, String address) {
        return "true".equals(attributes.get(flag(address)));
    }

    /// The medium that reaches an address.
    static Medium medium(String address) {
        return address.equals(EMAIL) ? Medium.EMAIL : Medium.SMS;
    }

    /// Refuses what users cannot set themselves, whatever the client may write: verified flags and developer
    /// attributes. The schema refuses `sub` and `identities`.
    static void refuseReserved(Iterable<String> names) {
        for (String name : names) {
            if (FLAGS.contains(name) || name.startsWith(DEVELOPER)) {
                throw Refusals.mayNotWrite();
            }
        }
    }

    /// The first address a code goes to after sign-up: SMS wins over e-mail where the pool verifies both.
    static Optional<String> addressToVerify(Pool pool, Map<String, String> attributes) {
        return List.of(PHONE, EMAIL).stream()
                .filter(address -> pool.autoVerifiedAttributes().contains(address))
                .filter(address -> !attributes.getOrDefault(address, "").isEmpty())
                .findFirst();
    }

    /// Attributes after a change: empty values remove, a changed or removed address loses its flag unless the
    /// change sets it.
    static Map<String, String> changed(Map<String, String> before, Map<String, String> change) {
        Map<String, String> after = new LinkedHashMap<>(before);
        change.forEach((name, value) -> {
            if (value.isEmpty()) {
                after.remove(name);
            } else {
                after.put(name, value);
            }
        });
        for (String address : ADDRESSES) {
            if (!after.containsKey(address)) {
                after.remove(flag(address));
            } else if (!change.containsKey(flag(address)) && changes(before, change, address)) {
                after.put(flag(address), "false");
            }
        }
        return after;
    }

    /// The attributes of someone who signs up: the addresses given are not verified yet.
    static Map<String, String> withFlags(Map<String, String> attributes) {
        Map<String, String> after = new LinkedHashMap<>(attributes);
        for (String address : ADDRESSES) {
            if (after.containsKey(address)) {
                after.putIfAbsent(flag(address), "false");
            }
        }
        return after;
    }

    /// Whether a change gives an attribute another value than it has.
    static boolean changes(Map<String, String> before, Map<String, String> change, String name) {
        return change.containsKey(name) && !change.get(name).equals(before.getOrDefault(name, ""));
    }

    /// The attributes with one address verified.
    static Map<String, String> verified(Map<String, String> attributes, String address) {
        Map<String, String> after = new LinkedHashMap<>(attributes);
        after.put(flag(address), "true");
        return after;
    }

    /// The attributes with one address no longer verified.
    static Map<String, String> unverified(Map<String, String> attributes, String address) {
        Map<String, String> after = new LinkedHashMap<>(attributes);
        after.put(flag(address), "false");
        return after;
    }
}
