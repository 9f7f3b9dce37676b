package dev.gatehouse.bench.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;

/// Typed values. What a request sends may be of another type; policies are right.
final class TwinValues {
    private TwinValues() {}

    /// @param operator without Not
    static boolean fits(String operator, String wanted, String value) {
        if (operator.startsWith("Numeric")) {
            return value.matches("-?[0-9]+(\\.[0-9]+)?")
                    && stands(
                            operator.substring("Numeric".length()),
                            Double.compare(Double.parseDouble(value), Double.parseDouble(wanted)));
        }
        if (operator.startsWith("Date")) {
            return value.matches("[0-9]+|[0-9]{4}-.*")
                    && stands(operator.substring("Date".length()), date(value).compareTo(date(wanted)));
        }
        return switch (operator) {
            case "Bool" -> wanted.equalsIgnoreCase(value);
            case "BinaryEquals" ->
                value.matches("([A-Za-z0-9+/=]{4})+")
                        && Arrays.equals(
                                Base64.getDecoder().decode(wanted),
                                Base64.getDecoder().decode(value));
            case "IpAddress" -> value.matches("[0-9a-f.:]+") && within(wanted, value);
            default -> throw new AssertionError(operator);
        };
    }

    private static boolean stands(String relation, int order) {
        return switch (relation) {
            case "Equals" -> order == 0;
            case "LessThan" -> order < 0;
            case "LessThanEquals" -> order <= 0;
            case "GreaterThan" -> order > 0;
            case "GreaterThanEquals" -> order >= 0;
            default -> throw new AssertionError(relation);
        };
    }

    private static Instant date(String text) {
        if (!text.contains("-")) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        return text.contains("T")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static boolean within(String range, String address) {
        try {
            String[] parts = range.split("/", -1);
            byte[] network = InetAddress.getByName(parts[0]).getAddress();
            byte[] candidate = InetAddress.getByName(address).getAddress();
            int length = parts.length == 1 ? network.length * 8 : Integer.parseInt(parts[1]);
            int ignored = network.length * 8 - length;
            return network.length == candidate.length
                    && new BigInteger(1, network)
                            .shiftRight(ignored)
                            .equals(new BigInteger(1, candidate).shiftRight(ignored));
        } catch (UnknownHostException e) {
            throw new AssertionError(address, e);
        }
    }
}
