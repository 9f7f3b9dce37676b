-- Recovery codes of users, as keyed digests. A code that was taken is gone.

CREATE TABLE recovery_codes (
    pool_id ${text} NOT NULL,
    sub ${text} NOT NULL,
    -- HMAC-SHA256 under the pool's key, hexadecimal
    digest ${text} NOT NULL,
    PRIMARY KEY (pool_id, sub, digest)
);
