package dev.gatehouse.server.pools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.ClientSSOSessionConfigType;
import dev.gatehouse.model.cognitoidp.UserPoolClientType;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.Printed;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Type;
import org.jspecify.annotations.Nullable;

/// An app client's settings as they are stored: `{"Version":1,"UserPoolClient":{...},"SSOSession":{...}}`. Never with a
/// secret.
///
/// @param version the format; what is stored under a higher one than {@link #FORMAT} is not read
/// @param sso what SetUserPoolClientSessionConfiguration set
record ClientDocument(
        @Nullable Integer version,
        @Nullable UserPoolClientType client,
        @Nullable ClientSSOSessionConfigType sso) implements Shape {
    static final int FORMAT = 1;

    /// The `SSOSession` of clients for which none was set.
    static final ClientSSOSessionConfigType DEFAULT_SSO = new ClientSSOSessionConfigType(60);

    private static final Codec<ClientDocument> CODEC = Codec.of(
            "ClientDocument",
            ClientDocument::of,
            Member.optional("Version", new Type.OfInteger("Version", Type.Range.ANY)),
            Member.optional(
                    "UserPoolClient",
                    new Type.OfStructure("UserPoolClientType", Type.Privacy.OPEN, UserPoolClientType.CODEC)),
            Member.optional(
                    "SSOSession",
                    new Type.OfStructure(
                            "ClientSSOSessionConfigType", Type.Privacy.OPEN, ClientSSOSessionConfigType.CODEC)));

    /// The settings as JSON text.
    static String write(UserPoolClientType settings, ClientSSOSessionConfigType sso) {
        return new String(ShapeJson.write(CODEC, new ClientDocument(FORMAT, settings, sso)), UTF_8);
    }

    /// The settings from JSON text.
    ///
    /// @throws IllegalStateException when a newer version of the program wrote them
    static ClientDocument read(String json) {
        ClientDocument document = ShapeJson.read(CODEC, json.getBytes(UTF_8));
        Formats.require(document.version(), FORMAT);
        return document;
    }

    /// What CreateUserPoolClient and UpdateUserPoolClient set.
    UserPoolClientType settings() {
        return requireNonNull(client);
    }

    /// How long a session of the managed login is used again, in minutes.
    ClientSSOSessionConfigType ssoSession() {
        return requireNonNullElse(sso, DEFAULT_SSO);
    }

    private static ClientDocument of(@Nullable Object[] values) {
        return new ClientDocument(
                (Integer) values[0], (UserPoolClientType) values[1], (ClientSSOSessionConfigType) values[2]);
    }

    @Override
    public Codec<ClientDocument> codec() {
        return CODEC;
    }

    @Override
    public @Nullable Object member(int index) {
        return switch (index) {
            case 0 -> version;
            case 1 -> client;
            case 2 -> sso;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public String toString() {
        return Printed.of(this);
    }
}
