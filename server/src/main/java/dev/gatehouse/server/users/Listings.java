package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.ListUsersRequest;
import dev.gatehouse.model.cognitoidp.ListUsersResponse;
import dev.gatehouse.model.cognitoidp.UserType;
import dev.gatehouse.model.service.Call;
import dev.gatehouse.server.pools.Pool;
import dev.gatehouse.server.store.Page;
import dev.gatehouse.server.store.Store;
import dev.gatehouse.server.store.UserQuery;
import dev.gatehouse.server.store.UserRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// ListUsers.
final class Listings {
    private static final int PAGE = 60;
    private static final String ENABLED = "Enabled";
    private static final String DISABLED = "Disabled";

    private final Gate gate;
    private final Store store;
    private final PageTokens tokens;

    Listings(Gate gate, Store store, PageTokens tokens) {
        this.gate = gate;
        this.store = store;
        this.tokens = tokens;
    }

    /// ListUsers.
    ListUsersResponse listUsers(ListUsersRequest request, Call call) {
        Pool pool = gate.pool(request.userPoolId(), call);
        String filter = request.filter() == null ? "" : request.filter();
        Optional<UserQuery> query = query(pool, filter);
        String listing = "ListUsers/" + pool.id() + "/" + filter;
        Optional<String> after = tokens.cursor(request.paginationToken(), listing, "PaginationToken");
        int limit = limit(request.limit());
        Page<UserRecord> page = query.map(
                        wanted -> store.read(tx -> tx.users().search(pool.id(), wanted, after, limit)))
                .orElseGet(() -> new Page<>(List.of(), Optional.empty()));
        List<UserType> users = page.items().stream()
                .map(user -> entry(new User(user), request.attributesToGet()))
                .toList();
        return ListUsersResponse.builder()
                .users(users)
                .paginationToken(tokens.token(page.next(), listing).orElse(null))
                .build();
    }

    /// The search a filter stands for; empty when nobody can match.
    static Optional<UserQuery> query(Pool pool, String text) {
        Optional<UserFilter> parsed = UserFilter.parse(text);
        if (parsed.isEmpty()) {
            return Optional.of(new UserQuery.All());
        }
        UserFilter filter = parsed.get();
        return switch (filter.name()) {
            case UserFilter.STATUS -> byEnabled(filter);
            case UserFilter.USER_STATUS -> Optional.of(new UserQuery.ByStatus(filter.upperValue(), filter.prefix()));
            case Attributes.SUB -> Optional.of(new UserQuery.BySub(filter.value(), filter.prefix()));
            default ->
                Optional.of(new UserQuery.ByKey(
                        filter.name(), Names.searchKey(pool, filter.name(), filter.value()), filter.prefix()));
        };
    }

    private static Optional<UserQuery> byEnabled(UserFilter filter) {
        boolean enabled = matches(filter, ENABLED);
        boolean disabled = matches(filter, DISABLED);
        if (enabled && disabled) {
            return Optional.of(new UserQuery.All());
        }
        return enabled || disabled ? Optional.of(new UserQuery.ByEnabled(enabled)) : Optional.empty();
    }

    private static boolean matches(UserFilter filter, String word) {
        return filter.prefix() ? word.startsWith(filter.value()) : word.equals(filter.value());
    }

    /// A user with the attributes asked for: all without a list, none with an empty one.
    private static UserType entry(User user, @Nullable List<String> wanted) {
        if (wanted == null) {
            return UserTypes.of(user);
        }
        if (wanted.stream().anyMatch(name -> user.attribute(name).isEmpty())) {
            throw Refusals.missingAttribute();
        }
        Predicate<String> chosen = Set.copyOf(wanted)::contains;
        return UserTypes.of(user, chosen);
    }

    private static int limit(@Nullable Integer asked) {
        return asked == null || asked == 0 ? PAGE : asked;
    }
}
