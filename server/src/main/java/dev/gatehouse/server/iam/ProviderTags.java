package dev.gatehouse.server.iam;

import dev.gatehouse.model.iam.Tag;
import dev.gatehouse.server.store.IamProviderRecord;
import dev.gatehouse.server.store.IamProviderRecord.Kind;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What OIDC and SAML providers have alike: being found, deleted and tagged.
final class ProviderTags {
    private final Room room;

    ProviderTags(Room room) {
        this.room = room;
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    IamProviderRecord require(Tx tx, Kind kind, String arn) {
        return tx.iamProviders()
                .find(arn)
                .filter(provider -> provider.kind() == kind)
                .orElseThrow(() -> Refusals.noProvider(kind, arn));
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    IamProviderRecord require(Kind kind, String arn) {
        return room.store()
                .read(tx -> tx.iamProviders().find(arn))
                .filter(provider -> provider.kind() == kind)
                .orElseThrow(() -> Refusals.noProvider(kind, arn));
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    void delete(Kind kind, String arn) {
        room.store().write(tx -> tx.iamProviders().delete(require(tx, kind, arn).arn()));
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException, InvalidInputException,
    ///     LimitExceededException
    void put(Kind kind, String arn, List<Tag> tags) {
        room.store().write(tx -> {
            IamProviderRecord provider = require(tx, kind, arn);
            return tx.iamProviders().update(provider.tagged(Tags.with(provider.tags(), tags)));
        });
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    void remove(Kind kind, String arn, List<String> keys) {
        room.store().write(tx -> {
            IamProviderRecord provider = require(tx, kind, arn);
            return tx.iamProviders().update(provider.tagged(Tags.without(provider.tags(), keys)));
        });
    }

    /// @throws dev.gatehouse.model.service.ServiceException NoSuchEntityException
    Page<Tag> list(Kind kind, String arn, @Nullable String marker, @Nullable Integer maxItems) {
        return Paging.of(Tags.list(require(kind, arn).tags()), marker, maxItems);
    }
}
