package dev.gatehouse.server.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.iam.AccessKey;
import dev.gatehouse.model.iam.AccessKeyLastUsed;
import dev.gatehouse.model.iam.AccessKeyMetadata;
import dev.gatehouse.model.iam.CreateAccessKeyRequest;
import dev.gatehouse.model.iam.CreateAccessKeyResponse;
import dev.gatehouse.model.iam.DeleteAccessKeyRequest;
import dev.gatehouse.model.iam.DeleteAccessKeyResponse;
import dev.gatehouse.model.iam.GetAccessKeyLastUsedRequest;
import dev.gatehouse.model.iam.GetAccessKeyLastUsedResponse;
import dev.gatehouse.model.iam.ListAccessKeysRequest;
import dev.gatehouse.model.iam.ListAccessKeysResponse;
import dev.gatehouse.model.iam.StatusType;
import dev.gatehouse.model.iam.UpdateAccessKeyRequest;
import dev.gatehouse.model.iam.UpdateAccessKeyResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Secret;
import dev.gatehouse.server.store.AccessKeyRecord;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.IamEntity;
import dev.gatehouse.server.store.IamEntity.Kind;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The access keys of users, at most two each. A secret is shown once, when it is made.
final class UserKeys {
    private static final int MOST = 2;

    private final Room room;
    private final Entities entities;
    private final Askers askers;

    UserKeys(Room room, Entities entities, Askers askers) {
        this.room = room;
        this.entities = entities;
        this.askers = askers;
    }

    CreateAccessKeyResponse create(CreateAccessKeyRequest request, Call call) {
        IamEntity user = user(request.userName(), call);
        String id = room.chance().accessKeyId();
        Secret secret = room.chance().secretAccessKey();
        byte[] sealed = room.sealer().seal(Purpose.ACCESS_KEY, secret.reveal().getBytes(UTF_8), id);
        AccessKeyRecord key = new AccessKeyRecord(
                id, user.id(), Bytes.of(sealed), true, room.clock().millis(), 0, "", "", 0);
        room.store().write(tx -> {
            entities.require(tx, Kind.USER, user.name());
            if (tx.accessKeys().ofUser(user.id()).size() >= MOST) {
                throw Refusals.quota("AccessKeysPerUser", MOST);
            }
            return tx.accessKeys().insert(key);
        });
        return CreateAccessKeyResponse.builder()
                .accessKey(AccessKey.builder()
                        .userName(user.name())
                        .accessKeyId(id)
                        .status(StatusType.ACTIVE)
                        .secretAccessKey(secret.reveal())
                        .createDate(Instant.ofEpochMilli(key.createdAt()))
                        .build())
                .build();
    }

    UpdateAccessKeyResponse update(UpdateAccessKeyRequest request, Call call) {
        IamEntity user = user(request.userName(), call);
        String id = requireNonNull(request.accessKeyId());
        StatusType status = requireNonNull(request.status());
        if (status == StatusType.EXPIRED) {
            throw Refusals.badStatus();
        }
        room.store().write(tx -> {
            tx.accessKeys().setActive(require(tx, user, id).id(), status == StatusType.ACTIVE);
            return true;
        });
        return UpdateAccessKeyResponse.builder().build();
    }

    DeleteAccessKeyResponse delete(DeleteAccessKeyRequest request, Call call) {
        IamEntity user = user(request.userName(), call);
        String id = requireNonNull(request.accessKeyId());
        room.store().write(tx -> {
            tx.accessKeys().delete(require(tx, user, id).id());
            return true;
        });
        return DeleteAccessKeyResponse.builder().build();
    }

    ListAccessKeysResponse list(ListAccessKeysRequest request, Call call) {
        IamEntity user = user(request.userName(), call);
        Page<AccessKeyRecord> page = Paging.of(
                room.store().read(tx -> tx.accessKeys().ofUser(user.id())), request.marker(), request.maxItems());
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.items().stream()
                        .map(key -> AccessKeyMetadata.builder()
                                .userName(user.name())
                                .accessKeyId(key.id())
                                .status(key.active() ? StatusType.ACTIVE : StatusType.INACTIVE)
                                .createDate(Instant.ofEpochMilli(key.createdAt()))
                                .build())
                        .toList())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    GetAccessKeyLastUsedResponse lastUsed(GetAccessKeyLastUsedRequest request, Call call) {
        String id = requireNonNull(request.accessKeyId());
        AccessKeyRecord key = room.store().read(tx -> tx.accessKeys().find(id)).orElseThrow(() -> Refusals.noKey(id));
        IamEntity user =
                room.store().read(tx -> tx.iamEntities().byId(key.userId())).orElseThrow(() -> Refusals.noKey(id));
        boolean used = key.usedAt() > 0;
        return GetAccessKeyLastUsedResponse.builder()
                .userName(user.name())
                .accessKeyLastUsed(AccessKeyLastUsed.builder()
                        .lastUsedDate(used ? Instant.ofEpochMilli(key.usedAt()) : null)
                        .region(used ? key.usedRegion() : "N/A")
                        .serviceName(used ? key.usedService() : "N/A")
                        .build())
                .build();
    }

    private static AccessKeyRecord require(Tx tx, IamEntity user, String id) {
        return tx.accessKeys()
                .find(id)
                .filter(key -> key.userId().equals(user.id()))
                .orElseThrow(() -> Refusals.noKey(id));
    }

    private IamEntity user(@Nullable String name, Call call) {
        return name == null
                ? askers.user(call).orElseThrow(Refusals::rootHasNoKeysHere)
                : entities.require(Kind.USER, name);
    }
}
