package dev.gatehouse.server.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoIpDatabaseTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, Aarhus, Denmark",
        "192.0.2.255, Aarhus, Denmark",
        "192.0.3.0, unknown, unknown",
        "10.0.0.1, unknown, unknown",
        "2001:db8::1, unknown, unknown",
        "example.com, unknown, unknown",
        "'', unknown, unknown",
    })
    void whereAnAddressIs(String address, String city, String country) throws IOException {
        Locations locations = GeoIpDatabase.open(TinyGeoIp.write(folder.resolve("tiny.mmdb")));

        assertThat(locations.of(address)).isEqualTo(new Location(city, country));
    }

    @Test
    void whatIsNoDatabaseIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("other"), "not a database");

        assertThatThrownBy(() -> GeoIpDatabase.open(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> GeoIpDatabase.open(folder.resolve("none"))).isInstanceOf(IOException.class);
    }
}
