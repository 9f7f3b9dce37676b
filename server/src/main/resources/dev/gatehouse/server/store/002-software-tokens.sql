-- TOTP secrets of users: of kind 'active' the one that signs in, of kind 'pending' one that waits for its first code.

CREATE TABLE software_tokens (
    pool_id ${text} NOT NULL,
    sub ${text} NOT NULL,
    kind ${text} NOT NULL,
    sealed ${blob} NOT NULL,
    -- the step of the last code taken
    last_step BIGINT NOT NULL,
    PRIMARY KEY (pool_id, sub, kind)
);
