package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.gatehouse.model.cognitoidp.AddCustomAttributesRequest;
import dev.gatehouse.model.cognitoidp.AddCustomAttributesResponse;
import dev.gatehouse.model.cognitoidp.CreateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.CreateUserPoolResponse;
import dev.gatehouse.model.cognitoidp.DeleteUserPoolRequest;
import dev.gatehouse.model.cognitoidp.DeleteUserPoolResponse;
import dev.gatehouse.model.cognitoidp.DeletionProtectionType;
import dev.gatehouse.model.cognitoidp.DescribeUserPoolRequest;
import dev.gatehouse.model.cognitoidp.DescribeUserPoolResponse;
import dev.gatehouse.model.cognitoidp.ListUserPoolsRequest;
import dev.gatehouse.model.cognitoidp.ListUserPoolsResponse;
import dev.gatehouse.model.cognitoidp.SchemaAttributeType;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolRequest;
import dev.gatehouse.model.cognitoidp.UpdateUserPoolResponse;
import dev.gatehouse.model.cognitoidp.UserPoolDescriptionType;
import dev.gatehouse.model.cognitoidp.UserPoolType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.seal.Chance;
import dev.gatehouse.server.seal.Purpose;
import dev.gatehouse.server.seal.Sealer;
import dev.gatehouse.server.store.Bytes;
import dev.gatehouse.server.store.ClientRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.PoolRecord;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// CreateUserPool, DescribeUserPool, UpdateUserPool, DeleteUserPool, ListUserPools, AddCustomAttributes.
final class UserPools {
    private static final int KEY_BYTES = 32;
    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){0,6}");
    private static final int LONGEST_REGION = 40;

    private final Store store;
    private final Sealer sealer;
    private final Chance chance;
    private final InstantSource clock;
    private final Directory directory;
    private final PoolChanges changes;
    private final PoolArns arns;
    private final SigningKeyMaker keys;
    private final Listing listing;

    UserPools(Foundation foundation, PoolArns arns, SigningKeyMaker keys) {
        this.store = foundation.store();
        this.sealer = foundation.sealer();
        this.chance = foundation.chance();
        this.clock = foundation.clock();
        this.directory = foundation.directory();
        this.changes = new PoolChanges(store, directory);
        this.listing = new Listing(sealer);
        this.arns = arns;
        this.keys = keys;
    }

    CreateUserPoolResponse create(CreateUserPoolRequest request, Call call) {
        String region = region(call);
        if (PoolRules.distinct(request.userPoolTags()).size() > PoolRules.MOST_TAGS) {
            throw Refusals.tooMany("A user pool can have at most " + PoolRules.MOST_TAGS + " tags.");
        }
        String document = PoolDocument.write(PoolSettings.created(request));
        String name = requireNonNull(request.poolName());
        long now = clock.millis();
        PoolRecord made = PoolChanges.tried(() -> {
            PoolRecord row = newRow(region, name, document, now);
            Consumer<Tx> storeKeys = keys.keysFor(row.id());
            return store.write(tx -> insert(tx, row, storeKeys)) ? Optional.of(row) : Optional.empty();
        });
        call.trail().pool(made.id().value());
        return new CreateUserPoolResponse(answer(directory.pool(made.id()), 0));
    }

    DescribeUserPoolResponse describe(DescribeUserPoolRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        long users = store.read(tx -> tx.users().estimatedCount(pool.id()));
        UserPoolType answer = answer(pool, users);
        return new DescribeUserPoolResponse(answer.toBuilder()
                .schemaAttributes(withIdentities(pool.schema()))
                .build());
    }

    UpdateUserPoolResponse update(UpdateUserPoolRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        if (PoolRules.distinct(request.userPoolTags()).size() > PoolRules.MOST_TAGS) {
            throw Refusals.badTags("A user pool can have at most " + PoolRules.MOST_TAGS + " tags.");
        }
        changes.applyUnlessImporting(
                pool.id(),
                clock.millis(),
                current -> new PoolChanges.Named(
                        requireNonNullElse(request.poolName(), current.name()),
                        current.settings().updated(request)));
        return UpdateUserPoolResponse.builder().build();
    }

    DeleteUserPoolResponse delete(DeleteUserPoolRequest request, Call call) {
        PoolId id = directory.pool(requireNonNull(request.userPoolId()), call).id();
        List<ClientRecord> clients = store.read(tx -> tx.clients()
                .list(id, Optional.empty(), UserPoolClients.MOST_CLIENTS)
                .items());
        boolean deleted = store.write(tx -> {
            Optional<PoolRecord> row = tx.pools().find(id);
            row.ifPresent(UserPools::refuseProtected);
            if (tx.importJobs().isActive(id)) {
                throw Refusals.importing();
            }
            return tx.pools().delete(id, clock.millis());
        });
        directory.changed(id);
        clients.forEach(client -> directory.changed(client.id()));
        if (!deleted) {
            throw Refusals.noPool(id.value());
        }
        return DeleteUserPoolResponse.builder().build();
    }

    ListUserPoolsResponse list(ListUserPoolsRequest request, Call call) {
        int size = Listing.size(request.maxResults());
        Page<PoolRecord> page = listing.page(
                "ListUserPools " + call.region(), request.nextToken(), cursor -> ofRegion(call.region(), cursor, size));
        return new ListUserPoolsResponse(
                page.items().stream().map(UserPools::description).toList(),
                page.next().orElse(null));
    }

    AddCustomAttributesResponse addCustomAttributes(AddCustomAttributesRequest request, Call call) {
        Pool pool = directory.pool(requireNonNull(request.userPoolId()), call);
        List<SchemaAttributeType> wanted = requireNonNull(request.customAttributes());
        changes.applyUnlessImporting(
                pool.id(),
                clock.millis(),
                current -> new PoolChanges.Named(
                        current.name(),
                        current.settings()
                                .withSchema(current.settings().schema().with(wanted))));
        return AddCustomAttributesResponse.builder().build();
    }

    private static boolean insert(Tx tx, PoolRecord row, Consumer<Tx> storeKeys) {
        if (!tx.pools().insert(row)) {
            return false;
        }
        storeKeys.accept(tx);
        return true;
    }

    private PoolRecord newRow(String region, String name, String document, long now) {
        PoolId id = new PoolId(region + "_" + chance.poolName());
        byte[] key = sealer.seal(Purpose.POOL_KEY, chance.bytes(KEY_BYTES), id.value());
        return new PoolRecord(id, name, document, Bytes.of(key), now, now, 0);
    }

    /// The region becomes part of the pool's id, so it must be one.
    private static String region(Call call) {
        String region = call.region();
        if (region.length() > LONGEST_REGION || !REGION.matcher(region).matches()) {
            throw Refusals.invalid("Invalid region.");
        }
        return region;
    }

    private UserPoolType answer(Pool pool, long users) {
        return pool.settings().toBuilder()
                .arn(arns.of(pool.id()))
                .estimatedNumberOfUsers((int) Math.min(users, Integer.MAX_VALUE))
                .build();
    }

    /// Standard attributes, `identities`, custom attributes.
    private static List<SchemaAttributeType> withIdentities(Schema schema) {
        List<SchemaAttributeType> all = new ArrayList<>(schema.attributes());
        all.add(StandardAttributes.definitions().size(), StandardAttributes.IDENTITIES_ATTRIBUTE);
        return all;
    }

    private static void refuseProtected(PoolRecord row) {
        UserPoolType pool = PoolDocument.read(row.document()).pool();
        if (pool.deletionProtection() == DeletionProtectionType.ACTIVE) {
            throw Refusals.invalid("The user pool cannot be deleted because deletion protection is activated. "
                    + "Deletion protection must be inactivated first.");
        }
    }

    /// Pools of one region: those of other regions are passed over, page by page.
    private Page<PoolRecord> ofRegion(String region, Optional<String> cursor, int size) {
        List<PoolRecord> found = new ArrayList<>();
        Optional<String> after = cursor;
        do {
            Optional<String> from = after;
            int missing = size - found.size();
            Page<PoolRecord> page = store.read(tx -> tx.pools().list(from, missing));
            page.items().stream()
                    .filter(row -> row.id().region().equals(region))
                    .forEach(found::add);
            after = page.next();
        } while (after.isPresent() && found.size() < size);
        return new Page<>(found, after);
    }

    private static UserPoolDescriptionType description(PoolRecord row) {
        return UserPoolDescriptionType.builder()
                .id(row.id().value())
                .name(row.name())
                .lambdaConfig(PoolDocument.read(row.document()).pool().lambdaConfig())
                .creationDate(Instant.ofEpochMilli(row.createdAt()))
                .lastModifiedDate(Instant.ofEpochMilli(row.modifiedAt()))
                .build();
    }
}
