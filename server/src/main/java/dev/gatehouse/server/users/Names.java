package dev.gatehouse.server.users;

import dev.gatehouse.server.pools.AttributeFormats;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.SearchKey;
import dev.gatehouse.server.store.SignInName;
import dev.gatehouse.server.store.SignInName.Kind;
import dev.gatehouse.server.store.UserKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a user is found by: sign-in names and search keys, as functions of pool, user name and attributes.
///
/// In a pool with username attributes an address is a name at once; as an alias it is one when verified, while
/// `preferred_username` is one as soon as it is set (developer guide, "Customizing sign-in attributes").
final class Names {
    private static final List<Kind> ADDRESSES = List.of(Kind.EMAIL, Kind.PHONE_NUMBER);
    private static final List<String> SEARCHED =
            List.of("email", "phone_number", "name", "given_name", "family_name", "preferred_username");

    private Names() {}

    /// Whether a text has the form of an e-mail address.
    static boolean isEmail(String text) {
        return AttributeFormats.isEmail(text);
    }

    /// Whether a text has the form of a phone number in E.164.
    static boolean isPhone(String text) {
        return AttributeFormats.isPhoneNumber(text);
    }

    /// A name as it is kept and looked up: lower case where the pool ignores case.
    static String fold(Pool pool, String name) {
        return pool.caseSensitive() ? name : name.toLowerCase(Locale.ROOT);
    }

    /// The keys of a user.
    static UserKeys keys(Pool pool, String username, Map<String, String> attributes) {
        return new UserKeys(signInNames(pool, username, attributes), searchKeys(pool, username, attributes));
    }

    /// The sign-in names of a user, the user name first.
    static List<SignInName> signInNames(Pool pool, String username, Map<String, String> attributes) {
        List<SignInName> names = new ArrayList<>();
        names.add(new SignInName(Kind.USERNAME, fold(pool, username)));
        for (Kind kind : ADDRESSES) {
            String value = attributes.getOrDefault(kind.text(), "");
            if (!value.isEmpty() && isName(pool, kind, attributes)) {
                names.add(new SignInName(kind, fold(pool, value)));
            }
        }
        String preferred = attributes.getOrDefault(Kind.PREFERRED_USERNAME.text(), "");
        if (!preferred.isEmpty() && pool.aliasAttributes().contains(Kind.PREFERRED_USERNAME.text())) {
            names.add(new SignInName(Kind.PREFERRED_USERNAME, fold(pool, preferred)));
        }
        return names;
    }

    /// The form in which a value of a searchable attribute is kept and looked for: user names as sign-in folds
    /// them, all else without case.
    static String searchKey(Pool pool, String field, String value) {
        String key = field.equals("username") ? fold(pool, value) : value.toLowerCase(Locale.ROOT);
        return new SearchKey(field, key).key();
    }

    private static boolean isName(Pool pool, Kind kind, Map<String, String> attributes) {
        return pool.usernameAttributes().contains(kind.text())
                || (pool.aliasAttributes().contains(kind.text()) && Attributes.isVerified(attributes, kind.text()));
    }

    private static List<SearchKey> searchKeys(Pool pool, String username, Map<String, String> attributes) {
        List<SearchKey> keys = new ArrayList<>();
        keys.add(new SearchKey("username", searchKey(pool, "username", username)));
        for (String field : SEARCHED) {
            String value = attributes.getOrDefault(field, "");
            if (!value.isEmpty()) {
                keys.add(new SearchKey(field, searchKey(pool, field, value)));
            }
        }
        return keys;
    }

    /// Whether a sub is accepted where a user name is: only where the user name is not an alias (API page of
    /// AdminGetUser); in pools with username attributes the sub is the user name.
    static boolean acceptsSub(Pool pool) {
        return pool.aliasAttributes().isEmpty();
    }
}
