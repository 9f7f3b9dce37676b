-- Pools, clients, groups, users, sessions and what surrounds them.
-- Times are epoch milliseconds. Truths are 0 and 1. Keys lead with the pool id; nothing counts up.
-- A table of narrow rows is kept in the order of its key where the engine can.

CREATE TABLE settings (
    name ${text} NOT NULL PRIMARY KEY,
    value ${blob} NOT NULL,
    sealed BIGINT NOT NULL
);

CREATE TABLE pools (
    id ${text} NOT NULL PRIMARY KEY,
    name ${text} NOT NULL,
    document ${text} NOT NULL,
    sealed_key ${blob} NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- What the background still has to remove: of kind 'pool' everything, of kind 'group' the memberships up to an incarnation.
CREATE TABLE purges (
    kind ${text} NOT NULL,
    pool_id ${text} NOT NULL,
    item ${text} NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (kind, pool_id, item)
);

CREATE TABLE signing_keys (
    pool_id ${text} NOT NULL,
    kid ${text} NOT NULL,
    key_use ${text} NOT NULL,
    state ${text} NOT NULL,
    sealed_private ${blob} NOT NULL,
    public_der ${blob} NOT NULL,
    created_at BIGINT NOT NULL,
    retire_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, kid)
);

CREATE TABLE clients (
    id ${text} NOT NULL PRIMARY KEY,
    pool_id ${text} NOT NULL,
    name ${text} NOT NULL,
    document ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX clients_of_pool ON clients (pool_id, id);

CREATE TABLE client_secrets (
    client_id ${text} NOT NULL,
    secret_id ${text} NOT NULL,
    pool_id ${text} NOT NULL,
    sealed ${blob} NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (client_id, secret_id)
);
CREATE INDEX client_secrets_of_pool ON client_secrets (pool_id);

CREATE TABLE users (
    pool_id ${text} NOT NULL,
    sub ${text} NOT NULL,
    username ${text} NOT NULL,
    status ${text} NOT NULL,
    enabled BIGINT NOT NULL,
    attributes ${text} NOT NULL,
    password_hash ${blob},
    srp_salt ${blob},
    srp_verifier ${blob},
    password_history ${blob},
    password_set_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    signed_out_at BIGINT NOT NULL,
    extras ${text} NOT NULL,
    version BIGINT NOT NULL,
    -- what this row is found by in the two tables below
    index_keys ${text} NOT NULL,
    PRIMARY KEY (pool_id, sub)
);
CREATE INDEX users_by_status ON users (pool_id, status, sub);
CREATE INDEX users_by_enabled ON users (pool_id, enabled, sub);

CREATE TABLE sign_in_names (
    pool_id ${text} NOT NULL,
    name_key ${text} NOT NULL,
    kind ${text} NOT NULL,
    sub ${text} NOT NULL,
    PRIMARY KEY (pool_id, name_key)
) ${clustered};

CREATE TABLE user_search (
    pool_id ${text} NOT NULL,
    field ${text} NOT NULL,
    value_key ${text} NOT NULL,
    sub ${text} NOT NULL,
    PRIMARY KEY (pool_id, field, value_key, sub)
) ${clustered};

CREATE TABLE user_groups (
    pool_id ${text} NOT NULL,
    name ${text} NOT NULL,
    incarnation BIGINT NOT NULL,
    description ${text},
    role_arn ${text},
    precedence BIGINT,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, name)
);

CREATE TABLE memberships (
    pool_id ${text} NOT NULL,
    sub ${text} NOT NULL,
    group_name ${text} NOT NULL,
    incarnation BIGINT NOT NULL,
    PRIMARY KEY (pool_id, sub, group_name, incarnation)
) ${clustered};
CREATE INDEX memberships_of_group ON memberships (pool_id, group_name, incarnation, sub);

CREATE TABLE sessions (
    pool_id ${text} NOT NULL,
    id ${text} NOT NULL,
    sub ${text} NOT NULL,
    client_id ${text} NOT NULL,
    attempt_id ${text} NOT NULL,
    event_id ${text} NOT NULL,
    scope ${text} NOT NULL,
    auth_time BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    rotated_at BIGINT NOT NULL,
    last_active_at BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL,
    extras ${text} NOT NULL,
    PRIMARY KEY (pool_id, id)
);
CREATE UNIQUE INDEX sessions_by_attempt ON sessions (pool_id, attempt_id);
CREATE INDEX sessions_of_user ON sessions (pool_id, sub);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE attempts (
    pool_id ${text} NOT NULL,
    attempt_id ${text} NOT NULL,
    step ${text} NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, attempt_id, step)
) ${clustered};
CREATE INDEX attempts_by_expiry ON attempts (expires_at);

CREATE TABLE parked (
    pool_id ${text} NOT NULL,
    item ${text} NOT NULL,
    state ${blob} NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, item)
);
CREATE INDEX parked_by_expiry ON parked (expires_at);

CREATE TABLE codes (
    pool_id ${text} NOT NULL,
    sub ${text} NOT NULL,
    purpose ${text} NOT NULL,
    code_mac ${blob} NOT NULL,
    attribute ${text} NOT NULL,
    destination ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    PRIMARY KEY (pool_id, sub, purpose)
) ${clustered};
CREATE INDEX codes_by_expiry ON codes (expires_at);

CREATE TABLE rate_windows (
    scope ${text} NOT NULL PRIMARY KEY,
    opened_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    hits BIGINT NOT NULL
) ${clustered};
CREATE INDEX rate_windows_by_expiry ON rate_windows (expires_at);

CREATE TABLE lockouts (
    pool_id ${text} NOT NULL,
    item ${text} NOT NULL,
    failures BIGINT NOT NULL,
    last_failed_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, item)
) ${clustered};
CREATE INDEX lockouts_by_expiry ON lockouts (expires_at);

CREATE TABLE outbox (
    id ${text} NOT NULL PRIMARY KEY,
    pool_id ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    medium ${text} NOT NULL,
    recipient ${text} NOT NULL,
    subject ${text} NOT NULL,
    body ${text} NOT NULL,
    kind ${text} NOT NULL
);
CREATE INDEX outbox_by_recipient ON outbox (recipient, id);
CREATE INDEX outbox_of_pool ON outbox (pool_id);

CREATE TABLE audit (
    id ${text} NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL,
    request_id ${text} NOT NULL,
    service ${text} NOT NULL,
    operation ${text} NOT NULL,
    pool_id ${text} NOT NULL,
    client_id ${text} NOT NULL,
    sub ${text} NOT NULL,
    caller ${text} NOT NULL,
    source_ip ${text} NOT NULL,
    outcome ${text} NOT NULL,
    reason ${text} NOT NULL,
    millis BIGINT NOT NULL
) ${clustered};
