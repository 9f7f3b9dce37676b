-- Identity pools, the identities in them and the logins linked to identities. guest says that an identity never had a login.

CREATE TABLE identity_pools (
    id ${text} NOT NULL PRIMARY KEY,
    document ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE identities (
    identity_pool_id ${text} NOT NULL,
    id ${text} NOT NULL,
    enabled BIGINT NOT NULL,
    guest BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    PRIMARY KEY (identity_pool_id, id)
);

CREATE UNIQUE INDEX identities_by_id ON identities (id);

CREATE TABLE identity_logins (
    identity_pool_id ${text} NOT NULL,
    provider ${text} NOT NULL,
    subject ${text} NOT NULL,
    identity_id ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (identity_pool_id, provider, subject)
);

CREATE INDEX identity_logins_by_identity ON identity_logins (identity_pool_id, identity_id, provider, subject);
