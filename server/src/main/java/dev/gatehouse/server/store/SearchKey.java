package dev.gatehouse.server.store;

/// A value a user is found by in listings: `email`, `phone_number`, `name`, `given_name`, `family_name`,
/// `preferred_username` or `username`. Only the first 256 characters of a key are indexed.
///
/// @param field the searchable name
/// @param key the value, folded as the search of this pool demands
public record SearchKey(String field, String key) {
    /// Longest key kept and longest value searched for, in characters.
    public static final int MAX_LENGTH = 256;

    public SearchKey {
        key = key.length() <= MAX_LENGTH ? key : key.substring(0, MAX_LENGTH);
    }
}
