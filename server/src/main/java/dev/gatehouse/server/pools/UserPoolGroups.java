package dev.gatehouse.server.pools;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.model.cognitoidp.CreateGroupRequest;
import dev.gatehouse.model.cognitoidp.CreateGroupResponse;
import dev.gatehouse.model.cognitoidp.DeleteGroupRequest;
import dev.gatehouse.model.cognitoidp.DeleteGroupResponse;
import dev.gatehouse.model.cognitoidp.GetGroupRequest;
import dev.gatehouse.model.cognitoidp.GetGroupResponse;
import dev.gatehouse.model.cognitoidp.ListGroupsRequest;
import dev.gatehouse.model.cognitoidp.ListGroupsResponse;
import dev.gatehouse.model.cognitoidp.UpdateGroupRequest;
import dev.gatehouse.model.cognitoidp.UpdateGroupResponse;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.pure.id.PoolId;
import dev.gatehouse.server.store.GroupRecord;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.Tx;
import java.time.InstantSource;

/// CreateGroup, GetGroup, UpdateGroup, DeleteGroup, ListGroups. Who is in a group is the users' side of it.
final class UserPoolGroups {
    private static final int MOST_GROUPS = 10_000;

    private final Store store;
    private final InstantSource clock;
    private final Directory directory;
    private final Listing listing;

    UserPoolGroups(Foundation foundation) {
        this.store = foundation.store();
        this.clock = foundation.clock();
        this.directory = foundation.directory();
        this.listing = new Listing(foundation.sealer());
    }

    CreateGroupResponse create(CreateGroupRequest request, Call call) {
        PoolId pool = directory.pool(requireNonNull(request.userPoolId()), call).id();
        long now = clock.millis();
        GroupRecord row = new GroupRecord(
                pool,
                requireNonNull(request.groupName()),
                request.description(),
                request.roleArn(),
                request.precedence(),
                now,
                now);
        store.write(tx -> insert(tx, row));
        return new CreateGroupResponse(GroupTypes.of(row));
    }

    GetGroupResponse get(GetGroupRequest request, Call call) {
        PoolId pool = directory.pool(requireNonNull(request.userPoolId()), call).id();
        String name = requireNonNull(request.groupName());
        return new GetGroupResponse(GroupTypes.of(store.read(tx -> find(tx, pool, name))));
    }

    /// What the request leaves out stays as it is; Terraform sends only what changed.
    UpdateGroupResponse update(UpdateGroupRequest request, Call call) {
        PoolId pool = directory.pool(requireNonNull(request.userPoolId()), call).id();
        String name = requireNonNull(request.groupName());
        long now = clock.millis();
        GroupRecord changed = store.write(tx -> {
            GroupRecord current = find(tx, pool, name);
            GroupRecord next = new GroupRecord(
                    pool,
                    name,
                    request.description() == null ? current.description() : request.description(),
                    request.roleArn() == null ? current.roleArn() : request.roleArn(),
                    request.precedence() == null ? current.precedence() : request.precedence(),
                    current.createdAt(),
                    now);
            if (!tx.groups().update(next)) {
                throw Refusals.noGroup();
            }
            return next;
        });
        return new UpdateGroupResponse(GroupTypes.of(changed));
    }

    DeleteGroupResponse delete(DeleteGroupRequest request, Call call) {
        PoolId pool = directory.pool(requireNonNull(request.userPoolId()), call).id();
        String name = requireNonNull(request.groupName());
        if (!store.write(tx -> tx.groups().delete(pool, name))) {
            throw Refusals.noGroup();
        }
        return DeleteGroupResponse.builder().build();
    }

    ListGroupsResponse list(ListGroupsRequest request, Call call) {
        PoolId pool = directory.pool(requireNonNull(request.userPoolId()), call).id();
        int size = Listing.size(request.limit());
        Page<GroupRecord> page = listing.page(
                "ListGroups " + pool,
                request.nextToken(),
                cursor -> store.read(tx -> tx.groups().list(pool, cursor, size)));
        return new ListGroupsResponse(
                page.items().stream().map(GroupTypes::of).toList(), page.next().orElse(null));
    }

    private static GroupRecord find(Tx tx, PoolId pool, String name) {
        return tx.groups().find(pool, name).orElseThrow(Refusals::noGroup);
    }

    private static boolean insert(Tx tx, GroupRecord row) {
        if (tx.pools().version(row.pool()).isEmpty()) {
            throw Refusals.noPool(row.pool().value());
        }
        if (!tx.groups().insert(row)) {
            throw Refusals.groupExists();
        }
        if (tx.groups().count(row.pool()) > MOST_GROUPS) {
            throw Refusals.tooMany("A user pool can have at most " + MOST_GROUPS + " groups.");
        }
        return true;
    }
}
