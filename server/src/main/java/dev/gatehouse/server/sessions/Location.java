package dev.gatehouse.server.sessions;

/// Where an address is, by English names.
///
/// @param city the city, or `unknown`
/// @param country the country, or `unknown`
public record Location(String city, String country) {
    /// What stands where nothing is known.
    static final String UNKNOWN = "unknown";

    /// Nowhere known.
    public static final Location NOWHERE = new Location(UNKNOWN, UNKNOWN);
}
