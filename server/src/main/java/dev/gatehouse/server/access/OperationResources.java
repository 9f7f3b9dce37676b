package dev.gatehouse.server.access;

import dev.gatehouse.model.service.Call;
import dev.gatehouse.model.service.Caller;
import dev.gatehouse.model.service.Operation;
import dev.gatehouse.model.service.Shape;
import dev.gatehouse.server.iam.EntityArn;
import dev.gatehouse.server.store.IamEntity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ARN of what a request is about (Service Authorization Reference, "Actions, resources, and condition
/// keys" of each service); `*` for actions that are about nothing in particular.
final class OperationResources {
    private static final Set<String> ABOUT_ONESELF = Set.of(
            "GetUser",
            "CreateAccessKey",
            "UpdateAccessKey",
            "DeleteAccessKey",
            "ListAccessKeys",
            "ListMFADevices",
            "ListSSHPublicKeys",
            "ListServiceSpecificCredentials",
            "ListSigningCertificates");

    /// Where users, groups and roles are found.
    @FunctionalInterface
    interface Entities {
        /// The ARN of the one of that name, with its path; empty when there is none.
        Optional<String> arn(IamEntity.Kind kind, String name);
    }

    private final Entities entities;

    OperationResources(Entities entities) {
        this.entities = entities;
    }

    String of(Operation<?, ?> operation, Shape request, Caller.Known caller, Call call) {
        String account = caller.account();
        return switch (operation.service().signingName()) {
            case "cognito-idp" -> userPools(request, account);
            case "cognito-identity" -> identityPools(operation, request, account, call);
            case "cognito-sync" -> datasets(request, account, call);
            case "iam" -> iam(operation, request, caller);
            case "sts" -> sts(request, account);
            default -> "*";
        };
    }

    /// What a user or group becomes by UpdateUser or UpdateGroup: who renames needs permission for both (IAM API
    /// reference, "UpdateUser").
    ///
    /// @return empty when nothing is renamed or moved
    Optional<String> renamed(Operation<?, ?> operation, Shape request, Caller.Known caller) {
        return switch (operation.action()) {
            case "iam:UpdateUser" -> renamed(IamEntity.Kind.USER, "User", request, caller);
            case "iam:UpdateGroup" -> renamed(IamEntity.Kind.GROUP, "Group", request, caller);
            default -> Optional.empty();
        };
    }

    private Optional<String> renamed(IamEntity.Kind kind, String word, Shape request, Caller.Known caller) {
        String name = text(request, word + "Name").orElse("");
        String path = entities.arn(kind, name)
                .flatMap(EntityArn::of)
                .map(EntityArn::path)
                .orElse("/");
        Optional<String> newName = text(request, "New" + word + "Name");
        Optional<String> newPath = text(request, "NewPath");
        return newName.isEmpty() && newPath.isEmpty()
                ? Optional.empty()
                : Optional.of("arn:aws:iam::" + caller.account() + ":" + word.toLowerCase(Locale.ROOT)
                        + newPath.orElse(path) + newName.orElse(name));
    }

    private static String userPools(Shape request, String account) {
        return text(request, "UserPoolId")
                .map(pool -> "arn:aws:cognito-idp:" + region(pool) + ":" + account + ":userpool/" + pool)
                .or(() -> text(request, "ResourceArn"))
                .orElse("*");
    }

    private static String region(String poolId) {
        int end = poolId.indexOf('_');
        return end < 0 ? "" : poolId.substring(0, end);
    }

    private static String identityPools(Operation<?, ?> operation, Shape request, String account, Call call) {
        boolean none = operation.name().equals("CreateIdentityPool")
                || operation.name().equals("ListIdentityPools")
                || operation.name().equals("DeleteIdentities");
        return none
                ? "*"
                : text(request, "IdentityPoolId")
                        .map(pool -> "arn:aws:cognito-identity:" + poolRegion(pool, call) + ":" + account
                                + ":identitypool/" + pool)
                        .or(() -> text(request, "ResourceArn"))
                        .orElse("*");
    }

    /// The parts that a request names; ListDatasets is judged on a dataset named `null`, as AWS does.
    private static String datasets(Shape request, String account, Call call) {
        Optional<String> pool = text(request, "IdentityPoolId");
        if (pool.isEmpty()) {
            return "*";
        }
        String arn =
                "arn:aws:cognito-sync:" + poolRegion(pool.get(), call) + ":" + account + ":identitypool/" + pool.get();
        Optional<String> identity = text(request, "IdentityId");
        if (identity.isEmpty()) {
            return arn;
        }
        boolean usage = request.codec().name().startsWith("DescribeIdentityUsage")
                || request.codec().name().startsWith("RegisterDevice");
        String whole = arn + "/identity/" + identity.get();
        return usage
                ? whole
                : whole + "/dataset/" + text(request, "DatasetName").orElse("null");
    }

    /// The pool's region, not that of the signature, which the caller chooses: a Deny must not be escaped so.
    private static String poolRegion(String poolId, Call call) {
        int end = poolId.indexOf(':');
        return end < 0 ? call.region() : poolId.substring(0, end);
    }

    private String iam(Operation<?, ?> operation, Shape request, Caller.Known caller) {
        String prefix = "arn:aws:iam::" + caller.account() + ":";
        String path =
                operation.name().startsWith("Create") ? text(request, "Path").orElse("/") : "/";
        boolean made =
                operation.name().startsWith("Create") && !operation.name().equals("CreateAccessKey");
        return text(request, "RoleName")
                .map(name -> entity(IamEntity.Kind.ROLE, name, made, prefix + "role" + path + name))
                .or(() -> text(request, "GroupName")
                        .map(name -> entity(IamEntity.Kind.GROUP, name, made, prefix + "group" + path + name)))
                .or(() -> text(request, "UserName")
                        .map(name -> entity(IamEntity.Kind.USER, name, made, prefix + "user" + path + name)))
                .or(() -> text(request, "PolicyArn"))
                .or(() -> text(request, "PolicySourceArn"))
                .or(() -> text(request, "PolicyName").map(name -> prefix + "policy" + path + name))
                .or(() -> text(request, "OpenIDConnectProviderArn"))
                .or(() -> text(request, "SAMLProviderArn"))
                .or(() -> text(request, "Url").map(url -> prefix + "oidc-provider/" + withoutScheme(url)))
                .or(() -> operation.name().equals("CreateSAMLProvider")
                        ? text(request, "Name").map(name -> prefix + "saml-provider/" + name)
                        : Optional.empty())
                .or(() -> aboutOneself(operation, caller))
                .orElse("*");
    }

    /// The ARN of one who exists has the path that was given when it was made.
    private String entity(IamEntity.Kind kind, String name, boolean made, String plain) {
        return made ? plain : entities.arn(kind, name).orElse(plain);
    }

    /// Operations that are about whoever asks when no user is named.
    private static Optional<String> aboutOneself(Operation<?, ?> operation, Caller.Known caller) {
        return ABOUT_ONESELF.contains(operation.name()) && caller instanceof Caller.User
                ? Optional.of(caller.arn())
                : Optional.empty();
    }

    private static String withoutScheme(String url) {
        int end = url.indexOf("://");
        return end < 0 ? url : url.substring(end + 3);
    }

    private static String sts(Shape request, String account) {
        return text(request, "RoleArn")
                .or(() -> text(request, "Name").map(name -> "arn:aws:sts::" + account + ":federated-user/" + name))
                .orElse("*");
    }

    private static Optional<String> text(Shape request, String member) {
        int place = request.codec().indexOf(member);
        @Nullable Object value = place < 0 ? null : request.member(place);
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
