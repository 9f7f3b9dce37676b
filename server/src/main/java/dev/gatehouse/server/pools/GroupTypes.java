package dev.gatehouse.server.pools;

import dev.gatehouse.model.cognitoidp.GroupType;
import dev.gatehouse.server.store.GroupRecord;
import java.time.Instant;

/// Groups as answers show them.
public final class GroupTypes {
    private GroupTypes() {}

    /// The group with its dates; absent description, role and precedence stay absent.
    public static GroupType of(GroupRecord row) {
        return GroupType.builder()
                .groupName(row.name())
                .userPoolId(row.pool().value())
                .description(row.description())
                .roleArn(row.roleArn())
                .precedence(row.precedence())
                .creationDate(Instant.ofEpochMilli(row.createdAt()))
                .lastModifiedDate(Instant.ofEpochMilli(row.modifiedAt()))
                .build();
    }
}
