package dev.gatehouse.server.pools;

import java.util.regex.Pattern;

/// The forms of addresses, as attribute values and as sign-in names.
public final class AttributeFormats {
    /// `EmailAddressType` of the model, with a single at sign.
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}&&[^@]]+@[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}&&[^@]]+");

    /// E.164: a plus sign and up to fifteen digits.
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+[0-9]{1,15}");

    private AttributeFormats() {}

    /// Whether the text is an e-mail address.
    public static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }

    /// Whether the text is a phone number.
    public static boolean isPhoneNumber(String text) {
        return PHONE_NUMBER.matcher(text).matches();
    }
}
