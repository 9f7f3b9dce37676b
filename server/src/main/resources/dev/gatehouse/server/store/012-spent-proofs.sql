-- Proofs of identity that are good once and were used, until they would have expired anyway.

CREATE TABLE spent_proofs (
    item ${text} NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);

CREATE INDEX spent_proofs_by_expiry ON spent_proofs (expires_at);
