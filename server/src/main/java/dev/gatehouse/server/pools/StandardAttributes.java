package dev.gatehouse.server.pools;

import dev.gatehouse.model.cognitoidp.AttributeDataType;
import dev.gatehouse.model.cognitoidp.NumberAttributeConstraintsType;
import dev.gatehouse.model.cognitoidp.SchemaAttributeType;
import dev.gatehouse.model.cognitoidp.StringAttributeConstraintsType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The attributes every pool has, in the order CreateUserPool answers them
/// (user-pool-settings-attributes; the claims of OpenID Connect Core 5.1).
final class StandardAttributes {
    static final String SUB = "sub";
    static final String EMAIL = "email";
    static final String PHONE_NUMBER = "phone_number";
    static final String EMAIL_VERIFIED = "email_verified";
    static final String PHONE_NUMBER_VERIFIED = "phone_number_verified";
    static final String BIRTHDATE = "birthdate";
    static final String IDENTITIES = "identities";

    /// Set by the service or an administrator, never by an app client.
    static final Set<String> NOT_WRITABLE = Set.of(SUB, EMAIL_VERIFIED, PHONE_NUMBER_VERIFIED, IDENTITIES);

    private static final List<String> ORDER = List.of(
            SUB,
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            EMAIL,
            EMAIL_VERIFIED,
            "gender",
            BIRTHDATE,
            "zoneinfo",
            "locale",
            PHONE_NUMBER,
            PHONE_NUMBER_VERIFIED,
            "address",
            "updated_at");

    private static final Map<String, SchemaAttributeType> ALL = all();

    /// Holds the upstream identities of a federated user; DescribeUserPool lists it, CreateUserPool does not.
    static final SchemaAttributeType IDENTITIES_ATTRIBUTE = base(IDENTITIES, AttributeDataType.STRING)
            .stringAttributeConstraints(StringAttributeConstraintsType.builder().build())
            .build();

    private StandardAttributes() {}

    /// Name to definition.
    static Map<String, SchemaAttributeType> definitions() {
        return ALL;
    }

    static boolean contains(String name) {
        return ALL.containsKey(name);
    }

    private static Map<String, SchemaAttributeType> all() {
        Map<String, SchemaAttributeType> all = new LinkedHashMap<>();
        ORDER.forEach(name -> all.put(name, define(name)));
        return all;
    }

    private static SchemaAttributeType define(String name) {
        return switch (name) {
            case SUB -> text(name, "1", "2048").mutable(false).required(true).build();
            case BIRTHDATE -> text(name, "10", "10").build();
            case EMAIL_VERIFIED, PHONE_NUMBER_VERIFIED ->
                base(name, AttributeDataType.BOOLEAN).build();
            case "updated_at" ->
                base(name, AttributeDataType.NUMBER)
                        .numberAttributeConstraints(NumberAttributeConstraintsType.builder()
                                .minValue("0")
                                .build())
                        .build();
            default -> text(name, "0", "2048").build();
        };
    }

    private static SchemaAttributeType.Builder text(String name, String min, String max) {
        return base(name, AttributeDataType.STRING)
                .stringAttributeConstraints(StringAttributeConstraintsType.builder()
                        .minLength(min)
                        .maxLength(max)
                        .build());
    }

    private static SchemaAttributeType.Builder base(String name, AttributeDataType type) {
        return SchemaAttributeType.builder()
                .name(name)
                .attributeDataType(type)
                .developerOnlyAttribute(false)
                .mutable(true)
                .required(false);
    }
}
