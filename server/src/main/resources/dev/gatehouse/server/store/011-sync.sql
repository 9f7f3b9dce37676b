-- Cognito Sync. pool_id is the id of an identity pool.

CREATE TABLE sync_pools (
    pool_id ${text} NOT NULL PRIMARY KEY,
    -- a JSON list
    push_applications ${text} NOT NULL,
    push_role ${text} NOT NULL,
    stream_name ${text} NOT NULL,
    stream_role ${text} NOT NULL,
    -- ENABLED or DISABLED; empty when never set
    streaming ${text} NOT NULL,
    -- the function asked before records change; empty when there is none
    sync_trigger ${text} NOT NULL,
    -- when all datasets were last to be published; 0 for never
    publish_started_at BIGINT NOT NULL
);

-- A deleted dataset stays, without records, so that its count goes on.
CREATE TABLE sync_datasets (
    pool_id ${text} NOT NULL,
    identity_id ${text} NOT NULL,
    name ${text} NOT NULL,
    -- the dataset it is to be merged into; empty when it came from no other identity
    merged_of ${text} NOT NULL,
    sync_count BIGINT NOT NULL,
    -- the count of its last deletion; 0 when there was none
    deleted_count BIGINT NOT NULL,
    live BIGINT NOT NULL,
    records BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    modified_by ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, identity_id, name)
);

-- A removed record stays without value. Keys may be too long for an index: id is their digest.
CREATE TABLE sync_records (
    pool_id ${text} NOT NULL,
    identity_id ${text} NOT NULL,
    dataset ${text} NOT NULL,
    id ${text} NOT NULL,
    record_key ${text} NOT NULL,
    value ${text},
    -- of key and value; 0 when removed
    bytes BIGINT NOT NULL,
    sync_count BIGINT NOT NULL,
    modified_by ${text} NOT NULL,
    modified_at BIGINT NOT NULL,
    device_modified_at BIGINT,
    PRIMARY KEY (pool_id, identity_id, dataset, id)
);

CREATE INDEX sync_records_by_count ON sync_records (pool_id, identity_id, dataset, sync_count, id);

CREATE TABLE sync_devices (
    pool_id ${text} NOT NULL,
    identity_id ${text} NOT NULL,
    id ${text} NOT NULL,
    -- of platform and push token, which is not kept
    token_digest ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, identity_id, id)
);

CREATE TABLE sync_subscriptions (
    pool_id ${text} NOT NULL,
    identity_id ${text} NOT NULL,
    dataset ${text} NOT NULL,
    device_id ${text} NOT NULL,
    PRIMARY KEY (pool_id, identity_id, dataset, device_id)
);
