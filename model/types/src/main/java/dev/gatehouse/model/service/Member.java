package dev.gatehouse.model.service;

import java.util.Locale;

/// A member of a structure.
///
/// @param name the name in the model and in JSON, Query and XML bodies
/// @param type what its values are
/// @param required whether a request without it is refused
/// @param location where a REST request carries it
/// @param locationName the name there: of the URI label, query parameter or header; else the member's name
/// @param path the name in validation messages: the first letter lower case
public record Member(String name, Type type, boolean required, Location location, String locationName, String path) {

    /// Where a REST request carries a member.
    public enum Location {
        /// In the body, as everywhere in the other protocols.
        BODY,
        /// In a label of the path.
        URI,
        /// In a query parameter.
        QUERY,
        /// In a header; the name is matched without regard to case.
        HEADER
    }

    /// A member of the body.
    public static Member optional(String name, Type type) {
        return new Member(name, type, false, Location.BODY, name, lowerFirst(name));
    }

    /// A required member of the body.
    public static Member required(String name, Type type) {
        return new Member(name, type, true, Location.BODY, name, lowerFirst(name));
    }

    /// This member, carried elsewhere in a REST request.
    public Member at(Location place, String placeName) {
        return new Member(name, type, required, place, placeName, path);
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
