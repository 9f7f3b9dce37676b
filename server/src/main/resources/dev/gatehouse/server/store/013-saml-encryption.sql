-- Encrypted assertions of SAML providers: the id that sign-in addresses carry, whether they must be encrypted, and the keys.

ALTER TABLE iam_providers ADD COLUMN uuid ${text};
ALTER TABLE iam_providers ADD COLUMN encryption ${text};

CREATE TABLE saml_private_keys (
    provider_arn ${text} NOT NULL,
    id ${text} NOT NULL,
    sealed ${blob} NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (provider_arn, id)
);
