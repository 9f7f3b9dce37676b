package dev.gatehouse.server.sessions;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A MaxMind DB file with cities or countries, as the operator supplies it (MaxMind DB file format 2.0; GeoLite2 and
/// others in that form). Held in memory, so that the file may be replaced; a new one is read at the next start.
public final class GeoIpDatabase implements Locations {
    private static final Logger LOG = LoggerFactory.getLogger(GeoIpDatabase.class);
    private final Reader reader;

    private GeoIpDatabase(Reader reader) {
        this.reader = reader;
    }

    /// Reads a database whole.
    ///
    /// @throws IOException when the file cannot be read or is no such database
    public static GeoIpDatabase open(Path file) throws IOException {
        return new GeoIpDatabase(new Reader(file.toFile(), Reader.FileMode.MEMORY));
    }

    @Override
    public Location of(String address) {
        try {
            Map<?, ?> found = reader.get(InetAddress.ofLiteral(address), Map.class);
            return found == null
                    ? Location.NOWHERE
                    : new Location(englishName(found.get("city")), englishName(found.get("country")));
        } catch (IllegalArgumentException noAddress) {
            return Location.NOWHERE;
        } catch (IOException broken) {
            LOG.warn("the GeoIP database does not answer", broken);
            return Location.NOWHERE;
        }
    }

    private static String englishName(@Nullable Object place) {
        return place instanceof Map<?, ?> members
                        && members.get("names") instanceof Map<?, ?> names
                        && names.get("en") instanceof String name
                ? name
                : Location.UNKNOWN;
    }
}
