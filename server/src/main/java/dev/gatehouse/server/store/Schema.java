package dev.gatehouse.server.store;

import java.util.List;

/// The tables, for those who treat them all alike: backup, re-sealing and purging.
final class Schema {
    private Schema() {}

    /// A table.
    ///
    /// @param name its name
    /// @param key its primary key
    /// @param traits what else holds for it
    record Table(String name, List<String> key, List<Trait> traits) {
        boolean is(Trait trait) {
            return traits.contains(trait);
        }

        String keyList() {
            return String.join(", ", key);
        }

        /// As many parameters as the key has columns.
        String keyMarks() {
            return String.join(", ", key.stream().map(column -> "?").toList());
        }
    }

    /// What may hold for a table.
    enum Trait {
        /// Has `pool_id` and goes with its pool.
        OF_POOL,
        /// Has `identity_pool_id` and goes with its identity pool.
        OF_IDENTITY_POOL,
        /// Has `expires_at`, after which a row is dead.
        EXPIRES,
        /// Has `version`, which every change moves.
        VERSIONED
    }

    static final List<Table> TABLES = List.of(
            table("settings", List.of("name")),
            table("pools", List.of("id"), Trait.VERSIONED),
            table("purges", List.of("kind", "pool_id", "item")),
            table("signing_keys", List.of("pool_id", "kid"), Trait.OF_POOL),
            table("clients", List.of("id"), Trait.OF_POOL, Trait.VERSIONED),
            table("client_secrets", List.of("client_id", "secret_id"), Trait.OF_POOL),
            table("users", List.of("pool_id", "sub"), Trait.OF_POOL, Trait.VERSIONED),
            table("sign_in_names", List.of("pool_id", "name_key"), Trait.OF_POOL),
            table("user_search", List.of("pool_id", "field", "value_key", "sub"), Trait.OF_POOL),
            table("user_groups", List.of("pool_id", "name"), Trait.OF_POOL),
            table("memberships", List.of("pool_id", "sub", "group_name", "incarnation"), Trait.OF_POOL),
            table("sessions", List.of("pool_id", "id"), Trait.OF_POOL, Trait.EXPIRES),
            table("session_details", List.of("pool_id", "id"), Trait.OF_POOL, Trait.EXPIRES),
            table("attempts", List.of("pool_id", "attempt_id", "step"), Trait.OF_POOL, Trait.EXPIRES),
            table("parked", List.of("pool_id", "item"), Trait.OF_POOL, Trait.EXPIRES),
            table("codes", List.of("pool_id", "sub", "purpose"), Trait.OF_POOL, Trait.EXPIRES),
            table("software_tokens", List.of("pool_id", "sub", "kind"), Trait.OF_POOL),
            table("devices", List.of("pool_id", "sub", "device_key"), Trait.OF_POOL),
            table("recovery_codes", List.of("pool_id", "sub", "digest"), Trait.OF_POOL),
            table("passkeys", List.of("pool_id", "credential_id"), Trait.OF_POOL),
            table("linked_identities", List.of("pool_id", "provider", "attribute", "value"), Trait.OF_POOL),
            table("import_jobs", List.of("pool_id", "id"), Trait.OF_POOL, Trait.VERSIONED),
            table("import_chunks", List.of("pool_id", "job_id", "upload", "number"), Trait.OF_POOL, Trait.EXPIRES),
            table("import_log", List.of("pool_id", "job_id", "line"), Trait.OF_POOL, Trait.EXPIRES),
            table("rate_windows", List.of("scope"), Trait.EXPIRES),
            table("lockouts", List.of("pool_id", "item"), Trait.OF_POOL, Trait.EXPIRES),
            table("outbox", List.of("id"), Trait.OF_POOL),
            table("iam_entities", List.of("id"), Trait.VERSIONED),
            table("iam_policies", List.of("arn"), Trait.VERSIONED),
            table("iam_policy_versions", List.of("arn", "number")),
            table("iam_inline_policies", List.of("entity_id", "name")),
            table("iam_attachments", List.of("entity_id", "policy_arn")),
            table("iam_memberships", List.of("user_id", "group_id")),
            table("iam_access_keys", List.of("id"), Trait.VERSIONED),
            table("iam_providers", List.of("arn"), Trait.VERSIONED),
            table("saml_private_keys", List.of("provider_arn", "id")),
            table("sync_pools", List.of("pool_id"), Trait.OF_POOL),
            table("sync_datasets", List.of("pool_id", "identity_id", "name"), Trait.OF_POOL),
            table("sync_records", List.of("pool_id", "identity_id", "dataset", "id"), Trait.OF_POOL),
            table("sync_devices", List.of("pool_id", "identity_id", "id"), Trait.OF_POOL),
            table("sync_subscriptions", List.of("pool_id", "identity_id", "dataset", "device_id"), Trait.OF_POOL),
            table("identity_pools", List.of("id"), Trait.VERSIONED),
            table("identities", List.of("identity_pool_id", "id"), Trait.OF_IDENTITY_POOL),
            table("identity_logins", List.of("identity_pool_id", "provider", "subject"), Trait.OF_IDENTITY_POOL),
            table("spent_proofs", List.of("item"), Trait.EXPIRES),
            table("audit", List.of("id")));

    private static Table table(String name, List<String> key, Trait... traits) {
        return new Table(name, key, List.of(traits));
    }

    /// The table of that name.
    static Table named(String name) {
        return TABLES.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The tables for which something holds.
    static List<Table> with(Trait trait) {
        return TABLES.stream().filter(table -> table.is(trait)).toList();
    }
}
