package dev.gatehouse.pure.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// An Action or NotAction element.
///
/// @param negated whether it is NotAction
/// @param everything whether `*` is among the entries
/// @param byService by the service's prefix in lower case, the patterns of what follows the colon
record Actions(boolean negated, boolean everything, Map<String, List<Glob>> byService) {
    private static final Pattern VENDOR = Pattern.compile("[a-zA-Z0-9.-]+");
    private static final Pattern NAME = Pattern.compile("[\\w*?.-]+");

    static Actions read(boolean negated, Json element, String place) throws Malformed {
        boolean everything = false;
        Map<String, List<Glob>> byService = new HashMap<>();
        List<String> entries = Elements.strings(element, place);
        if (entries.isEmpty()) {
            throw new Malformed("Policy statement must contain actions.", place);
        }
        for (String entry : entries) {
            if (entry.equals("*")) {
                everything = true;
            } else {
                check(entry, place);
                int colon = entry.indexOf(':');
                String name = entry.substring(colon + 1).toLowerCase(Locale.ROOT);
                byService
                        .computeIfAbsent(entry.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(Glob.of(Template.parse(name, false, place).parts(), Glob.Dialect.TEXT));
            }
        }
        return new Actions(negated, everything, Map.copyOf(byService));
    }

    private static void check(String entry, String place) throws Malformed {
        int colon = entry.indexOf(':');
        if (colon < 0) {
            throw new Malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.", place);
        }
        if (entry.indexOf(':', colon + 1) >= 0) {
            throw new Malformed("Actions/Condition can contain only one colon.", place);
        }
        String vendor = entry.substring(0, colon);
        if (!VENDOR.matcher(vendor).matches()) {
            throw new Malformed("Vendor " + vendor + " is not valid", place);
        }
        if (!NAME.matcher(entry.substring(colon + 1)).matches()) {
            throw Malformed.syntax("Not an action: " + entry + ".", place);
        }
    }

    /// Whether it lists actions of this service and nothing else.
    boolean areOf(String service) {
        return !negated && !everything && byService.keySet().equals(Set.of(service));
    }

    boolean include(Asked asked) {
        return lists(asked) != negated;
    }

    private boolean lists(Asked asked) {
        if (everything) {
            return true;
        }
        List<Glob> names = byService.get(asked.service());
        if (names != null) {
            for (Glob name : names) {
                if (name.matches(asked.name())) {
                    return true;
                }
            }
        }
        return false;
    }
}
