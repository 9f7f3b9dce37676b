package dev.gatehouse.server.store;

import java.util.List;

/// Everything a user is found by, besides the sub. An insert or update gives the whole set; the store writes the
/// difference.
///
/// @param names sign-in names, unique in the pool; two of one key count once, as the first
/// @param search values for listings, not unique
public record UserKeys(List<SignInName> names, List<SearchKey> search) {
    public UserKeys {
        names = List.copyOf(names);
        search = List.copyOf(search);
    }
}
