package dev.gatehouse.server.imports;

import dev.gatehouse.server.pools.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The columns of a pool's files, and where a file has them. Pure.
final class Columns {
    static final String MFA_ENABLED = "cognito:mfa_enabled";
    static final String USERNAME = "cognito:username";

    /// Beyond Cognito, and not obligatory: the hash of the user's password.
    static final String PASSWORD_HASH = "gatehouse:password_hash";

    private static final Set<String> NEVER_IMPORTED = Set.of("sub", "identities");

    private final List<String> names;

    private Columns(List<String> names) {
        this.names = names;
    }

    /// A header that is not the pool's. The text says why, for the operator of the job.
    static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;

        Misfit(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /// What GetCSVHeader answers: the pool's attributes, then the two that are none.
    static List<String> of(Pool pool) {
        List<String> names = new ArrayList<>(pool.schema().names());
        names.removeAll(NEVER_IMPORTED);
        names.add(MFA_ENABLED);
        names.add(USERNAME);
        return List.copyOf(names);
    }

    /// Reads a header: every column of the pool once, in any order, and perhaps the one of hashes.
    static Columns read(Pool pool, List<String> header) throws Misfit {
        List<String> expected = of(pool);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (!expected.contains(name) && !name.equals(PASSWORD_HASH)) {
                throw new Misfit("Column " + (i + 1) + " of the header is not a column of the user pool.");
            }
            if (seen.put(name, i) != null) {
                throw new Misfit("Column " + (i + 1) + " of the header is there twice.");
            }
        }
        Optional<String> missing =
                expected.stream().filter(name -> !seen.containsKey(name)).findFirst();
        if (missing.isPresent()) {
            throw new Misfit("The header has no column " + missing.get() + ".");
        }
        return new Columns(header);
    }

    /// How many there are.
    int count() {
        return names.size();
    }

    /// The values that are there, by column.
    Map<String, String> named(List<String> values) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!values.get(i).isEmpty()) {
                named.put(names.get(i), values.get(i));
            }
        }
        return named;
    }
}
