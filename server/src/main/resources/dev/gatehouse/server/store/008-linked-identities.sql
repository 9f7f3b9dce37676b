-- Identities of users at other providers. An identity belongs to one user. A primary one is what a federated user was
-- made from; the others were linked by an administrator.

CREATE TABLE linked_identities (
    pool_id ${text} NOT NULL,
    provider ${text} NOT NULL,
    -- Cognito_Subject, or the attribute by whose value the provider's user is known
    attribute ${text} NOT NULL,
    value ${text} NOT NULL,
    sub ${text} NOT NULL,
    is_primary BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, provider, attribute, value)
);
CREATE INDEX linked_identities_of_user ON linked_identities (pool_id, sub);
