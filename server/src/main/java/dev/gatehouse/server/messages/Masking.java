package dev.gatehouse.server.messages;

/// Hides most of an address, the way `CodeDeliveryDetails` shows where a code went.
public final class Masking {
    private static final int SHOWN_DIGITS = 4;

    private Masking() {}

    /// An e-mail address as first letter of the local part and of the domain, three stars each: `j***@e***`.
    public static String email(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return head(address);
        }
        return head(address.substring(0, at)) + "@" + head(address.substring(at + 1));
    }

    /// A phone number with all but its last four digits starred, one star for each hidden digit:
    /// `+*******1234`.
    public static String phone(String number) {
        String digits = number.startsWith("+") ? number.substring(1) : number;
        int hidden = Math.max(0, digits.length() - SHOWN_DIGITS);
        return "+" + "*".repeat(hidden) + digits.substring(hidden);
    }

    private static String head(String text) {
        return text.isEmpty() ? "***" : text.substring(0, text.offsetByCodePoints(0, 1)) + "***";
    }
}
