package dev.gatehouse.server.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a user is indexed under, kept in the user's row as JSON text, so that a change or deletion knows the rows to
/// remove.
///
/// @param names by key
/// @param search in the order given
record IndexKeys(Map<String, SignInName> names, Set<SearchKey> search) {
    static final IndexKeys NONE = new IndexKeys(Map.of(), Set.of());

    static IndexKeys of(UserKeys keys) {
        var names = new LinkedHashMap<String, SignInName>();
        for (SignInName name : keys.names()) {
            names.putIfAbsent(Text.clean(name.key()), new SignInName(name.kind(), Text.clean(name.key())));
        }
        var search = new LinkedHashSet<SearchKey>();
        for (SearchKey key : keys.search()) {
            search.add(new SearchKey(key.field(), Text.clean(key.key())));
        }
        return new IndexKeys(names, search);
    }

    UserKeys keys() {
        return new UserKeys(List.copyOf(names.values()), List.copyOf(search));
    }

    List<SignInName> namesMissingIn(IndexKeys other) {
        return names.values().stream()
                .filter(name -> !other.names.containsKey(name.key()))
                .toList();
    }

    List<SignInName> namesOfOtherKindIn(IndexKeys other) {
        return names.values().stream()
                .filter(name -> other.names.containsKey(name.key()) && !other.names.containsValue(name))
                .toList();
    }

    List<SearchKey> searchMissingIn(IndexKeys other) {
        return search.stream().filter(key -> !other.search.contains(key)).toList();
    }

    /// `["name kind or search field with a dot in front", "key", ...]`.
    String text() {
        var flat = new ArrayList<String>();
        names.values().forEach(name -> {
            flat.add(name.kind().text());
            flat.add(name.key());
        });
        search.forEach(key -> {
            flat.add("." + key.field());
            flat.add(key.key());
        });
        return JsonText.writeList(flat);
    }

    static IndexKeys parse(String text) {
        List<String> flat = JsonText.readList(text);
        var names = new LinkedHashMap<String, SignInName>();
        var search = new LinkedHashSet<SearchKey>();
        for (int i = 0; i < flat.size(); i += 2) {
            String what = flat.get(i);
            String key = flat.get(i + 1);
            if (what.startsWith(".")) {
                search.add(new SearchKey(what.substring(1), key));
            } else {
                names.put(key, new SignInName(SignInName.Kind.of(what), key));
            }
        }
        return new IndexKeys(names, search);
    }
}
