package dev.gatehouse.server.iam;

import dev.gatehouse.model.iam.AttachedPolicy;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Tx;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Managed policies attached to users, groups and roles alike.
final class Attachments {
    private static final int MOST = 10;

    private final Room room;
    private final Entities entities;

    Attachments(Room room, Entities entities) {
        this.room = room;
        this.entities = entities;
    }

    /// Attaches a policy; nothing happens when it is attached.
    ///
    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException, LimitExceededException
    void attach(Kind kind, String name, String arn) {
        room.store().write(tx -> {
            IamEntity entity = entities.require(tx, kind, name);
            requireAttachable(tx, arn);
            List<String> present = tx.iamEntities().attachments(entity.id());
            if (!present.contains(arn) && present.size() >= MOST) {
                throw Refusals.quota("PoliciesPer" + title(kind), MOST);
            }
            tx.iamEntities().attach(entity.id(), arn);
            return true;
        });
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    void detach(Kind kind, String name, String arn) {
        room.store().write(tx -> {
            IamEntity entity = entities.require(tx, kind, name);
            if (!tx.iamEntities().detach(entity.id(), arn)) {
                throw Refusals.notAttached(arn);
            }
            return true;
        });
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    Page<AttachedPolicy> list(
            Kind kind, String name, @Nullable String pathPrefix, @Nullable String marker, @Nullable Integer maxItems) {
        IamEntity entity = entities.require(kind, name);
        List<AttachedPolicy> attached = room.store().read(tx -> tx.iamEntities().attachments(entity.id())).stream()
                .filter(arn -> pathPrefix == null || path(arn).startsWith(pathPrefix))
                .map(Attachments::shown)
                .toList();
        return Paging.of(attached, marker, maxItems);
    }

    static AttachedPolicy shown(String arn) {
        return AttachedPolicy.builder()
                .policyArn(arn)
                .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                .build();
    }

    private void requireAttachable(Tx tx, String arn) {
        if (room.managed().find(arn).isEmpty() && tx.iamPolicies().find(arn).isEmpty()) {
            throw Refusals.notAttachable(arn);
        }
    }

    /// The path in a policy's ARN, slashes at both ends.
    static String path(String arn) {
        int start = arn.indexOf(":policy/") + ":policy".length();
        return arn.substring(start, arn.lastIndexOf('/') + 1);
    }

    private static String title(Kind kind) {
        return kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
