package dev.gatehouse.server.users;

import dev.gatehouse.model.cognitoidp.UserType;
import java.time.Instant;
import java.util.function.Predicate;

/// Users as the API lists them.
final class UserTypes {
    private UserTypes() {}

    /// A user with every attribute.
    static UserType of(User user) {
        return of(user, name -> true);
    }

    /// A user with the attributes wanted.
    static UserType of(User user, Predicate<String> wanted) {
        return UserType.builder()
                .username(user.username())
                .attributes(Attributes.list(user, wanted))
                .userCreateDate(Instant.ofEpochMilli(user.record().createdAt()))
                .userLastModifiedDate(Instant.ofEpochMilli(user.record().modifiedAt()))
                .enabled(user.enabled())
                .userStatus(user.status())
                .build();
    }
}
