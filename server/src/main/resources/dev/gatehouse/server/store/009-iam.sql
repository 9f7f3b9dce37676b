-- IAM: users, groups and roles, their policies, keys and the identity providers the account trusts. One account, so no key leads with it.
-- A name is unique ignoring case within its kind: name_key is the name in lower case.

CREATE TABLE iam_entities (
    id ${text} NOT NULL PRIMARY KEY,
    kind ${text} NOT NULL,
    name_key ${text} NOT NULL,
    name ${text} NOT NULL,
    path ${text} NOT NULL,
    description ${text},
    trust ${text},
    boundary ${text},
    max_session BIGINT NOT NULL,
    tags ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE UNIQUE INDEX iam_entities_by_name ON iam_entities (kind, name_key);

CREATE INDEX iam_entities_by_boundary ON iam_entities (boundary);

CREATE TABLE iam_policies (
    arn ${text} NOT NULL PRIMARY KEY,
    id ${text} NOT NULL,
    name_key ${text} NOT NULL,
    name ${text} NOT NULL,
    path ${text} NOT NULL,
    description ${text},
    default_version BIGINT NOT NULL,
    last_version BIGINT NOT NULL,
    tags ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE UNIQUE INDEX iam_policies_by_name ON iam_policies (name_key);

CREATE TABLE iam_policy_versions (
    arn ${text} NOT NULL,
    number BIGINT NOT NULL,
    document ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (arn, number)
);

CREATE TABLE iam_inline_policies (
    entity_id ${text} NOT NULL,
    name ${text} NOT NULL,
    document ${text} NOT NULL,
    PRIMARY KEY (entity_id, name)
);

CREATE TABLE iam_attachments (
    entity_id ${text} NOT NULL,
    policy_arn ${text} NOT NULL,
    PRIMARY KEY (entity_id, policy_arn)
);

CREATE INDEX iam_attachments_by_policy ON iam_attachments (policy_arn, entity_id);

CREATE TABLE iam_memberships (
    user_id ${text} NOT NULL,
    group_id ${text} NOT NULL,
    PRIMARY KEY (user_id, group_id)
);

CREATE INDEX iam_memberships_by_group ON iam_memberships (group_id, user_id);

CREATE TABLE iam_access_keys (
    id ${text} NOT NULL PRIMARY KEY,
    user_id ${text} NOT NULL,
    sealed ${blob} NOT NULL,
    active BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    used_region ${text} NOT NULL,
    used_service ${text} NOT NULL,
    version BIGINT NOT NULL
);

CREATE INDEX iam_access_keys_by_user ON iam_access_keys (user_id, id);

CREATE TABLE iam_providers (
    arn ${text} NOT NULL PRIMARY KEY,
    kind ${text} NOT NULL,
    document ${text} NOT NULL,
    tags ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
