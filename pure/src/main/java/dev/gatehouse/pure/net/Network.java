package dev.gatehouse.pure.net;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A range of IP addresses in CIDR form (RFC 4632, RFC 4291); a bare address is a range of one. Addresses
/// are read here, because the JDK's reader looks names up.
///
/// @param address of which the first bits count
/// @param bits how many
public record Network(Address address, int bits) {
    private static final int V4 = 4;
    private static final int V6 = 16;
    private static final int GROUPS = 8;

    /// An address.
    ///
    /// @param bytes 4 or 16, as characters
    public record Address(String bytes) {
        private static final String MAPPED = "\0\0\0\0\0\0\0\0\0\0\u00ff\u00ff";

        /// An IPv4 address in IPv6 clothes (RFC 4291, section 2.5.5.2) is the IPv4 address.
        Address plain() {
            return bytes.length() == V6 && bytes.startsWith(MAPPED) ? new Address(bytes.substring(V6 - V4)) : this;
        }
    }

    /// Empty when the text is no address and no range.
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Address address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return Optional.empty();
        }
        int most = address.bytes().length() * Byte.SIZE;
        int bits = slash < 0 ? most : decimal(text.substring(slash + 1), most);
        return bits < 0 ? Optional.empty() : Optional.of(new Network(address, bits));
    }

    /// Whether a text is one address, neither a name nor a range.
    public static boolean isAddress(String text) {
        return address(text) != null;
    }

    /// Whether a text is an address in this range.
    public boolean contains(String candidate) {
        Address other = address(candidate);
        return other != null && (has(other) || has(other.plain()));
    }

    private boolean has(Address other) {
        if (other.bytes().length() != address.bytes().length()) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int different =
                    address.bytes().charAt(bit / Byte.SIZE) ^ other.bytes().charAt(bit / Byte.SIZE);
            if ((different >>> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Address address(String text) {
        return text.indexOf(':') < 0 ? v4(text) : v6(text);
    }

    private static @Nullable Address v4(String text) {
        String[] parts = text.split("\\.", -1);
        var bytes = new StringBuilder();
        for (String part : parts) {
            int value = decimal(part, 255);
            if (value < 0 || parts.length != V4) {
                return null;
            }
            bytes.append((char) value);
        }
        return new Address(bytes.toString());
    }

    private static @Nullable Address v6(String text) {
        int gap = text.indexOf("::");
        if (gap > text.indexOf('.') && text.indexOf('.') >= 0) {
            return null;
        }
        String head = groups(gap < 0 ? text : text.substring(0, gap));
        String tail = gap < 0 ? "" : groups(text.substring(gap + 2));
        if (head == null || tail == null) {
            return null;
        }
        int missing = V6 - head.length() - tail.length();
        if (gap < 0 ? missing != 0 : missing < 2) {
            return null;
        }
        return new Address(head + "\0".repeat(missing) + tail);
    }

    /// The bytes of groups of hexadecimal digits, the last of which may be an IPv4 address; null when they
    /// are not.
    private static @Nullable String groups(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String[] parts = text.split(":", -1);
        var bytes = new StringBuilder();
        for (int i = 0; i < parts.length && parts.length <= GROUPS; i++) {
            Address last = i == parts.length - 1 ? v4(parts[i]) : null;
            if (last != null) {
                bytes.append(last.bytes());
            } else if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
                int value = Integer.parseInt(parts[i], 16);
                bytes.append((char) (value >>> Byte.SIZE)).append((char) (value & 0xff));
            } else {
                return null;
            }
        }
        return bytes.length() > V6 || parts.length > GROUPS ? null : bytes.toString();
    }

    /// A decimal number without sign and needless zeros; -1 when it is not or too large.
    private static int decimal(String text, int most) {
        if (!text.matches("0|[1-9]\\d{0,2}")) {
            return -1;
        }
        int value = Integer.parseInt(text);
        return value > most ? -1 : value;
    }
}
