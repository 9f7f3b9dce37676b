package dev.gatehouse.server.iam;

import dev.gatehouse.pure.policy.PrincipalNames;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The principals of a trust policy. Users, roles and sessions of this account are kept by unique id and shown
/// by ARN; one that was deleted shows as the bare id, and nobody made again under its name is trusted (IAM User
/// Guide, "AWS JSON policy elements: Principal").
final class TrustPolicies {
    private static final Pattern UNIQUE = Pattern.compile("(A(?:IDA|ROA)[A-Z0-9]{17})(:.+)?");

    private final Store store;
    private final Arns arns;
    private final Pattern named;
    private final Pattern session;

    TrustPolicies(Store store, Arns arns) {
        this.store = store;
        this.arns = arns;
        this.named = Pattern.compile("arn:aws:iam::" + arns.account() + ":(user|role)/(?:.*/)?([^/]+)");
        this.session = Pattern.compile("arn:aws:sts::" + arns.account() + ":assumed-role/([^/]+)/([^/]+)");
    }

    /// The document with unique ids in the place of ARNs.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException MalformedPolicyDocumentException when a principal
    ///     of this account does not exist
    String toIds(Tx tx, String document) {
        return PrincipalNames.replace(
                document, text -> id(tx, text).orElseThrow(() -> Refusals.malformed(invalid(text))));
    }

    /// The document with ARNs in the place of the unique ids of those who still exist.
    String toArns(String document) {
        return PrincipalNames.replace(document, this::shown);
    }

    private static String invalid(String text) {
        return "Invalid principal in policy: \"AWS\":\"" + text + "\"";
    }

    private Optional<String> id(Tx tx, String text) {
        Matcher entity = named.matcher(text);
        if (entity.matches()) {
            Kind kind = entity.group(1).equals("user") ? Kind.USER : Kind.ROLE;
            return tx.iamEntities()
                    .find(kind, entity.group(2))
                    .filter(found -> arns.of(found).equals(text))
                    .map(IamEntity::id);
        }
        Matcher role = session.matcher(text);
        if (role.matches()) {
            return tx.iamEntities()
                    .find(Kind.ROLE, role.group(1))
                    .filter(found -> found.name().equals(role.group(1)))
                    .map(found -> found.id() + ":" + role.group(2));
        }
        Matcher unique = UNIQUE.matcher(text);
        if (unique.matches()) {
            return tx.iamEntities().byId(unique.group(1)).map(found -> text);
        }
        return Optional.of(text);
    }

    private String shown(String text) {
        Matcher unique = UNIQUE.matcher(text);
        if (!unique.matches()) {
            return text;
        }
        Optional<IamEntity> entity = store.read(tx -> tx.iamEntities().byId(unique.group(1)));
        return entity.map(found -> unique.group(2) == null
                        ? arns.of(found)
                        : "arn:aws:sts::" + arns.account() + ":assumed-role/" + found.name() + "/"
                                + unique.group(2).substring(1))
                .orElse(text);
    }
}
