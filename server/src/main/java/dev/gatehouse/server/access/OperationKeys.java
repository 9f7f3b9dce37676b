package dev.gatehouse.server.access;

import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.pure.policy.Context;
import dev.gatehouse.server.store.IamEntity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The condition keys of an operation and its resource: tags in the request, tags on the resource, and what IAM
/// adds of its own.
final class OperationKeys {
    /// Their target's boundary is a key; where a boundary is set, it is that of the request.
    private static final Set<String> ON_BOUNDED = Set.of(
            "AttachUserPolicy",
            "DetachUserPolicy",
            "PutUserPolicy",
            "DeleteUserPolicy",
            "DeleteUserPermissionsBoundary",
            "AttachRolePolicy",
            "DetachRolePolicy",
            "PutRolePolicy",
            "DeleteRolePolicy",
            "DeleteRolePermissionsBoundary");

    private final OperationAccess.Tags tags;
    private final Boundaries boundaries;

    OperationKeys(OperationAccess.Tags tags, Boundaries boundaries) {
        this.tags = tags;
        this.boundaries = boundaries;
    }

    /// Where the permissions boundaries of users and roles are found.
    @FunctionalInterface
    interface Boundaries {
        /// The ARN of the boundary of the one of that name; empty when there is none.
        Optional<String> of(IamEntity.Kind kind, String name);
    }

    Context of(Operation<?, ?> operation, Shape request, String resource) {
        Context.Builder keys = Context.builder();
        Map<String, String> given = given(request);
        keys.putAll("aws:RequestTag/", given);
        List<String> names = new ArrayList<>(given.keySet());
        names.addAll(texts(request, "TagKeys"));
        keys.put("aws:TagKeys", names);
        keys.putAll("aws:ResourceTag/", tags.of(resource));
        if (operation.service().signingName().equals("iam")) {
            put(keys, request, "PolicyArn", "iam:PolicyARN");
            put(keys, request, "PermissionsBoundary", "iam:PermissionsBoundary");
            if (ON_BOUNDED.contains(operation.name())) {
                boundary(request).ifPresent(arn -> keys.put("iam:PermissionsBoundary", arn));
            }
            keys.putAll("iam:ResourceTag/", tags.of(resource));
        }
        return keys.build();
    }

    private Optional<String> boundary(Shape request) {
        if (value(request, "RoleName") instanceof String role) {
            return boundaries.of(IamEntity.Kind.ROLE, role);
        }
        return value(request, "UserName") instanceof String user
                ? boundaries.of(IamEntity.Kind.USER, user)
                : Optional.empty();
    }

    private static void put(Context.Builder keys, Shape request, String member, String key) {
        if (value(request, member) instanceof String text) {
            keys.put(key, text);
        }
    }

    /// The tags of a request, in each of the forms the models have: a map, or a list of keys and values.
    private static Map<String, String> given(Shape request) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String member : List.of("Tags", "UserPoolTags", "IdentityPoolTags")) {
            @Nullable Object value = value(request, member);
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, text) -> given.put((String) key, (String) text));
            } else if (value instanceof List<?> list) {
                for (Object entry : list) {
                    if (entry instanceof Shape tag
                            && value(tag, "Key") instanceof String key
                            && value(tag, "Value") instanceof String text) {
                        given.put(key, text);
                    }
                }
            }
        }
        return given;
    }

    private static List<String> texts(Shape request, String member) {
        return value(request, member) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    private static @Nullable Object value(Shape request, String member) {
        int place = request.codec().indexOf(member);
        return place < 0 ? null : request.member(place);
    }
}
