package dev.gatehouse.server.sessions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a MaxMind DB (file format 2.0) that knows one IPv4 network of 24 bits.
public final class TinyGeoIp {
    private static final int NODES = 24;
    private static final int NOTHING = NODES;
    private static final int SEPARATOR = 16;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TinyGeoIp() {}

    /// A database in which 192.0.2.0/24 is in Aarhus, Denmark, but 198.51.100.7 is nowhere.
    public static Path write(Path file) throws IOException {
        TinyGeoIp database = new TinyGeoIp();
        database.tree(192, 0, 2);
        database.out.writeBytes(new byte[SEPARATOR]);
        database.places("Aarhus", "Denmark");
        database.out.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(ISO_8859_1));
        database.metadata();
        return Files.write(file, database.out.toByteArray());
    }

    /// A node for each bit; the way of the network leads on, the other to nothing.
    private void tree(int... network) {
        for (int i = 0; i < NODES; i++) {
            int next = i + 1 < NODES ? i + 1 : NODES + SEPARATOR;
            boolean one = (network[i / 8] >> (7 - i % 8) & 1) == 1;
            record24(one ? NOTHING : next);
            record24(one ? next : NOTHING);
        }
    }

    private void record24(int value) {
        out.write(value >> 16);
        out.write(value >> 8);
        out.write(value);
    }

    private void places(String city, String country) {
        map(2);
        text("city");
        name(city);
        text("country");
        name(country);
    }

    private void name(String english) {
        map(1);
        text("names");
        map(2);
        text("da");
        text("dansk");
        text("en");
        text(english);
    }

    private void metadata() {
        map(9);
        number("node_count", 6, NODES);
        number("record_size", 5, 24);
        number("ip_version", 5, 4);
        number("binary_format_major_version", 5, 2);
        number("binary_format_minor_version", 5, 0);
        text("database_type");
        text("Tiny-City");
        text("languages");
        out.write(1);
        out.write(4);
        text("en");
        text("build_epoch");
        out.write(4);
        out.write(2);
        out.writeBytes(new byte[] {0x60, 0, 0, 0});
        text("description");
        map(0);
    }

    private void number(String name, int type, int value) {
        text(name);
        out.write(type << 5 | 2);
        out.write(value >> 8);
        out.write(value);
    }

    private void map(int entries) {
        out.write(7 << 5 | entries);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        out.write(2 << 5 | bytes.length);
        out.writeBytes(bytes);
    }
}
