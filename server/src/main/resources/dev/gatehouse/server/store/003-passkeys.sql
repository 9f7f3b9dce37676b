-- Passkeys of users. Nothing here is secret: the private key never leaves the authenticator.

CREATE TABLE passkeys (
    pool_id ${text} NOT NULL,
    -- base64url; nobody else in the pool has a passkey of this id
    credential_id ${text} NOT NULL,
    sub ${text} NOT NULL,
    rp_id ${text} NOT NULL,
    -- a COSE_Key (RFC 9052 section 7)
    public_key ${blob} NOT NULL,
    sign_count BIGINT NOT NULL,
    -- in the order given, separated by spaces
    transports ${text} NOT NULL,
    attachment ${text} NOT NULL,
    aaguid ${text} NOT NULL,
    backup_eligible BIGINT NOT NULL,
    backed_up BIGINT NOT NULL,
    name ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, credential_id)
);
CREATE INDEX passkeys_by_user ON passkeys (pool_id, sub, created_at, credential_id);
