-- Devices that users confirmed, and which device a sign-in came from.

CREATE TABLE devices (
    pool_id ${text} NOT NULL,
    sub ${text} NOT NULL,
    device_key ${text} NOT NULL,
    -- of the device's own secret, for SRP
    salt ${blob} NOT NULL,
    sealed ${blob} NOT NULL,
    name ${text},
    remembered BIGINT NOT NULL,
    last_ip ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL,
    authenticated_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, sub, device_key)
);

ALTER TABLE sessions ADD COLUMN device_key ${text};
