package dev.gatehouse.server.config;

import java.util.OptionalInt;

/// Where `/metrics` and `/health` are served to operators.
///
/// @param address `management.address`: what it binds to; `127.0.0.1`
/// @param port `management.port`: its port, empty for `off`; by default the one after the server's port
public record ManagementSettings(String address, OptionalInt port) {

    static ManagementSettings from(Source source, int serverPort) {
        String address = source.text("management.address", "127.0.0.1");
        if (source.find("management.port")
                .filter(value -> value.text().equals("off"))
                .isPresent()) {
            return new ManagementSettings(address, OptionalInt.empty());
        }
        int next = serverPort == 0 || serverPort == 65_535 ? 0 : serverPort + 1;
        return new ManagementSettings(address, OptionalInt.of(source.number("management.port", next, 0, 65_535)));
    }
}
