package dev.gatehouse.pure.aws;

import java.math.BigDecimal;
import java.util.Map;

/// A key's value as a condition key tells it: a text as it is, a number in its shortest form, bytes in Base64.
final class KeyValue {
    /// DynamoDB keeps 38 digits, and no power beyond 125.
    private static final int LONGEST_NUMBER = 100;

    private static final int GREATEST_POWER = 200;

    private KeyValue() {}

    /// @param value such as `{"S":"nora"}`
    static String of(Node value) {
        Map<String, Node> members = Members.of(value).all();
        if (members.size() != 1) {
            throw new UnclearException("a key's value has not one type");
        }
        Map.Entry<String, Node> only = members.entrySet().iterator().next();
        String text = Members.textOf(only.getValue());
        return switch (only.getKey()) {
            case "S", "B" -> text;
            case "N" -> number(text);
            default -> throw new UnclearException("a key's value is no text, number or bytes");
        };
    }

    private static String number(String text) {
        try {
            BigDecimal number = new BigDecimal(text.length() > LONGEST_NUMBER ? "" : text).stripTrailingZeros();
            if (Math.abs((long) number.scale()) > GREATEST_POWER) {
                throw new UnclearException("a number is out of range");
            }
            return number.toPlainString();
        } catch (NumberFormatException notANumber) {
            throw new UnclearException("a key's value is no number");
        }
    }
}
