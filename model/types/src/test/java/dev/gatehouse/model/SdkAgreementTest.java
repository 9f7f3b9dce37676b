package dev.gatehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.model.cognitoidentity.CognitoIdentity;
import dev.gatehouse.model.cognitoidp.CognitoIdp;
import dev.gatehouse.model.iam.Iam;
import dev.gatehouse.model.service.Codec;
import dev.gatehouse.model.service.Member;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Service;
import dev.gatehouse.model.service.Type;
import dev.gatehouse.model.sts.Sts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/// Every request and answer, member for member, against the AWS SDK's own idea of them.
class SdkAgreementTest {
    private static final String SDK = "software.amazon.awssdk.services.";
    private static final Map<Service, String> PACKAGES = Map.of(
            CognitoIdp.SERVICE, "cognitoidentityprovider",
            CognitoIdentity.SERVICE, "cognitoidentity",
            Sts.SERVICE, "sts",
            Iam.SERVICE, "iam");

    private final Set<String> differences = new TreeSet<>();

    @Test
    void everyStructureHasTheMembersTheSdkKnows() throws ReflectiveOperationException {
        for (Service service : PACKAGES.keySet()) {
            for (Operation<?, ?> operation : Services.operations(service)) {
                compare(operation, "Request", operation.input());
                compare(operation, "Response", operation.output());
            }
        }
        assertThat(differences).isEqualTo(NewerThanTheSdk.DIFFERENCES);
    }

    private void compare(Operation<?, ?> operation, String ending, Codec<?> ours) throws ReflectiveOperationException {
        String className = operation.name().replaceAll("(?<=[A-Z])([A-Z]+)(?=[A-Z][a-z]|$)", "$1") + ending;
        String path = operation.service().signingName() + " " + operation.name() + ending;
        Class<?> sdkClass;
        try {
            sdkClass = Class.forName(SDK + PACKAGES.get(operation.service()) + ".model." + sdkName(className));
        } catch (ClassNotFoundException _) {
            differences.add(path + ": not in the SDK");
            return;
        }
        compare(path, ours, (SdkPojo) sdkClass.getMethod("builder").invoke(null));
    }

    /// The SDK writes runs of capitals as words: `AssumeRoleWithSAML` is `AssumeRoleWithSaml`.
    private static String sdkName(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean inRun = i > 0
                    && Character.isUpperCase(name.charAt(i - 1))
                    && (i + 1 == name.length() || !Character.isLowerCase(name.charAt(i + 1)));
            out.append(inRun ? Character.toLowerCase(name.charAt(i)) : name.charAt(i));
        }
        return out.toString();
    }

    private void compare(String path, Codec<?> ours, SdkPojo theirs) {
        Map<String, SdkField<?>> fields = new TreeMap<>();
        theirs.sdkFields().forEach(field -> fields.put(field.locationName(), field));
        for (Member member : ours.members()) {
            SdkField<?> field = fields.remove(member.locationName());
            if (field == null) {
                differences.add(path + "." + member.name() + ": not in the SDK");
            } else {
                compare(path + "." + member.name(), member.type(), field);
            }
        }
        fields.keySet().forEach(name -> differences.add(path + "." + name + ": only in the SDK"));
    }

    private void compare(String path, Type ours, SdkField<?> theirs) {
        if (!expected(ours).equals(theirs.marshallingType())) {
            differences.add(path + ": " + ours.name() + " is " + theirs.marshallingType() + " in the SDK");
            return;
        }
        switch (ours) {
            case Type.OfList list ->
                compare(
                        path + "[]",
                        list.element(),
                        theirs.getTrait(ListTrait.class).memberFieldInfo());
            case Type.OfMap map ->
                compare(
                        path + "{}",
                        map.value(),
                        theirs.getTrait(MapTrait.class).valueFieldInfo());
            case Type.OfStructure structure ->
                compare(path, structure.codec(), theirs.constructor().get());
            default -> {}
        }
    }

    private static MarshallingType<?> expected(Type type) {
        return switch (type) {
            case Type.OfString _, Type.OfEnum _ -> MarshallingType.STRING;
            case Type.OfInteger _ -> MarshallingType.INTEGER;
            case Type.OfLong _ -> MarshallingType.LONG;
            case Type.OfBoolean _ -> MarshallingType.BOOLEAN;
            case Type.OfTimestamp _ -> MarshallingType.INSTANT;
            case Type.OfBlob _ -> MarshallingType.SDK_BYTES;
            case Type.OfDocument _ -> MarshallingType.DOCUMENT;
            case Type.OfList _ -> MarshallingType.LIST;
            case Type.OfMap _ -> MarshallingType.MAP;
            case Type.OfStructure _ -> MarshallingType.SDK_POJO;
        };
    }
}
