package dev.gatehouse.server.identitypools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidentity.IdentityPool;
import dev.gatehouse.model.cognitoidentity.SetIdentityPoolRolesInput;
import dev.gatehouse.model.cognitoidentity.SetPrincipalTagAttributeMapInput;
import dev.gatehouse.model.json.ShapeJson;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.Printed;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.model.service.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An identity pool as it is stored: `{"Version":1,"Pool":{...},"Roles":{...},"Tags":[...]}`.
///
/// @param version the format; what is stored under a higher one than {@link #FORMAT} is not read
record Document(
        @Nullable Integer version,
        @Nullable IdentityPool pool,
        @Nullable SetIdentityPoolRolesInput roles,
        @Nullable List<SetPrincipalTagAttributeMapInput> tags)
        implements Shape {
    private static final int FORMAT = 1;

    private static final Codec<Document> CODEC = Codec.of(
            "IdentityPoolDocument",
            Document::of,
            Member.optional("Version", new Type.OfInteger("Version", Type.Range.ANY)),
            Member.optional("Pool", new Type.OfStructure("IdentityPool", Type.Privacy.OPEN, IdentityPool.CODEC)),
            Member.optional(
                    "Roles",
                    new Type.OfStructure(
                            "SetIdentityPoolRolesInput", Type.Privacy.OPEN, SetIdentityPoolRolesInput.CODEC)),
            Member.optional(
                    "Tags",
                    new Type.OfList(
                            "Tags",
                            Type.Privacy.OPEN,
                            Type.Range.ANY,
                            new Type.OfStructure(
                                    "SetPrincipalTagAttributeMapInput",
                                    Type.Privacy.OPEN,
                                    SetPrincipalTagAttributeMapInput.CODEC))));

    /// The pool as JSON text.
    static String write(Pool pool) {
        return new String(
                ShapeJson.write(CODEC, new Document(FORMAT, pool.settings(), pool.roles(), pool.tagMaps())), UTF_8);
    }

    /// The pool from JSON text.
    ///
    /// @throws IllegalStateException when a newer version of the program wrote it
    static Pool read(String json) {
        Document document = ShapeJson.read(CODEC, json.getBytes(UTF_8));
        if (requireNonNull(document.version()) > FORMAT) {
            throw new IllegalStateException("an identity pool was written by a newer version of Gatehouse");
        }
        return new Pool(
                requireNonNull(document.pool()), requireNonNull(document.roles()), requireNonNull(document.tags()));
    }

    @SuppressWarnings("unchecked") // the codec checked the members
    private static Document of(@Nullable Object[] values) {
        return new Document((Integer) values[0], (IdentityPool) values[1], (SetIdentityPoolRolesInput) values[2], (List<
                        SetPrincipalTagAttributeMapInput>)
                values[3]);
    }

    @Override
    public Codec<Document> codec() {
        return CODEC;
    }

    @Override
    public @Nullable Object member(int index) {
        return switch (index) {
            case 0 -> version;
            case 1 -> pool;
            case 2 -> roles;
            case 3 -> tags;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public String toString() {
        return Printed.of(this);
    }
}
