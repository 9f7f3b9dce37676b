-- Sessions as their users are shown them, in pools that keep track of them. Of a token session, session_id names the
-- sign-in in the table sessions; of a session of the managed login it is empty.

CREATE TABLE session_details (
    pool_id ${text} NOT NULL,
    id ${text} NOT NULL,
    session_id ${text} NOT NULL,
    sub ${text} NOT NULL,
    client_id ${text} NOT NULL,
    -- the session of the managed login that a token session came through; empty without
    origin_id ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_active_at BIGINT NOT NULL,
    device ${text} NOT NULL,
    address ${text} NOT NULL,
    city ${text} NOT NULL,
    country ${text} NOT NULL,
    PRIMARY KEY (pool_id, id)
);
CREATE INDEX session_details_of_user ON session_details (pool_id, sub);
CREATE INDEX session_details_by_session ON session_details (pool_id, session_id);
CREATE INDEX session_details_by_expiry ON session_details (expires_at);
