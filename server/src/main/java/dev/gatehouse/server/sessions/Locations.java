package dev.gatehouse.server.sessions;

/// Says where addresses are.
@FunctionalInterface
public interface Locations {

    /// Where an address is; {@link Location#NOWHERE} when it is unknown, private or no address.
    ///
    /// @param address an IP address as text
    Location of(String address);

    /// Knows nothing.
    static Locations none() {
        return address -> Location.NOWHERE;
    }
}
