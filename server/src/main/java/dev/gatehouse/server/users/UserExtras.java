package dev.gatehouse.server.users;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.Printed;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A user's small state as it is stored:
/// `{"Version":1,"Factors":["SMS_MFA"],"Preferred":"SMS_MFA","SoftwareToken":true,"DeviceName":"phone","Passkey":true}`. A user who
/// chose nothing has `{}`.
///
/// @param version the format; what is stored under a higher one than {@link #FORMAT} is not read
record UserExtras(
        @Nullable Integer version,
        @Nullable List<String> factors,
        @Nullable String preferred,
        @Nullable Boolean softwareToken,
        @Nullable String deviceName,
        @Nullable Boolean passkey)
        implements Shape {
    static final int FORMAT = 1;

    private static final String EMPTY = "{}";
    private static final Type TEXT = new Type.OfString("Text", Type.Privacy.OPEN, Type.Range.ANY, null);
    private static final Codec<UserExtras> CODEC = Codec.of(
            "UserExtras",
            UserExtras::of,
            Member.optional("Version", new Type.OfInteger("Version", Type.Range.ANY)),
            Member.optional("Factors", new Type.OfList("Factors", Type.Privacy.OPEN, Type.Range.ANY, TEXT)),
            Member.optional("Preferred", TEXT),
            Member.optional("SoftwareToken", new Type.OfBoolean("SoftwareToken")),
            Member.optional("DeviceName", TEXT),
            Member.optional("Passkey", new Type.OfBoolean("Passkey")));

    /// The state as JSON text.
    static String write(UserFactors chosen) {
        UserExtras extras = new UserExtras(
                FORMAT,
                chosen.active().stream().map(Factor::name).toList(),
                chosen.preferred().map(Factor::name).orElse(null),
                chosen.softwareToken(),
                chosen.deviceName().orElse(null),
                chosen.passkey() ? true : null);
        return new String(ShapeJson.write(CODEC, extras), UTF_8);
    }

    /// The state from JSON text.
    ///
    /// @throws IllegalStateException when a newer version of the program wrote it
    static UserFactors read(String json) {
        if (json.equals(EMPTY)) {
            return UserFactors.NONE;
        }
        UserExtras extras = ShapeJson.read(CODEC, json.getBytes(UTF_8));
        if (extras.version() == null || extras.version() > FORMAT) {
            throw new IllegalStateException("a user's state has format " + extras.version() + ", not up to " + FORMAT);
        }
        List<String> active = extras.factors() == null ? List.of() : extras.factors();
        return new UserFactors(
                active.stream().flatMap(name -> Factor.named(name).stream()).toList(),
                Optional.ofNullable(extras.preferred()).flatMap(Factor::named),
                Boolean.TRUE.equals(extras.softwareToken()),
                Optional.ofNullable(extras.deviceName()),
                Boolean.TRUE.equals(extras.passkey()));
    }

    @SuppressWarnings("unchecked") // the codec's second member is a list of strings
    private static UserExtras of(@Nullable Object[] values) {
        return new UserExtras(
                (Integer) values[0],
                (List<String>) values[1],
                (String) values[2],
                (Boolean) values[3],
                (String) values[4],
                (Boolean) values[5]);
    }

    @Override
    public Codec<UserExtras> codec() {
        return CODEC;
    }

    @Override
    public @Nullable Object member(int index) {
        return switch (index) {
            case 0 -> version;
            case 1 -> factors;
            case 2 -> preferred;
            case 3 -> softwareToken;
            case 4 -> deviceName;
            case 5 -> passkey;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public String toString() {
        return Printed.of(this);
    }
}
