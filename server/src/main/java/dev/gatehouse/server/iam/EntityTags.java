package dev.gatehouse.server.iam;

import dev.gatehouse.model.iam.Tag;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tags of users and roles alike.
final class EntityTags {
    private final Entities entities;

    EntityTags(Entities entities) {
        this.entities = entities;
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException, InvalidInputException,
    ///     LimitExceededException
    void put(Kind kind, String name, List<Tag> tags) {
        entities.change(kind, name, entity -> entity.tagged(Tags.with(entity.tags(), tags)));
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    void delete(Kind kind, String name, List<String> keys) {
        entities.change(kind, name, entity -> entity.tagged(Tags.without(entity.tags(), keys)));
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    Page<Tag> list(Kind kind, String name, @Nullable String marker, @Nullable Integer maxItems) {
        return Paging.of(Tags.list(entities.require(kind, name).tags()), marker, maxItems);
    }
}
