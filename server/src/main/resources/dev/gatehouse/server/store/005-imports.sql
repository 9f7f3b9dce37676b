-- Import jobs, the files uploaded for them, and what became of their lines.

CREATE TABLE import_jobs (
    pool_id ${text} NOT NULL,
    id ${text} NOT NULL,
    name ${text} NOT NULL,
    role_arn ${text} NOT NULL,
    -- empty when the file has no hashes of one kind
    hashing ${text} NOT NULL,
    status ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    completed_at BIGINT NOT NULL,
    imported BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    message ${text} NOT NULL,
    -- the file that counts among those sent, empty when there is none (any more)
    upload ${text} NOT NULL,
    upload_bytes BIGINT NOT NULL,
    -- where the next line begins
    next_byte BIGINT NOT NULL,
    next_line BIGINT NOT NULL,
    -- the node that works on it, and until when others leave it alone
    owner ${text} NOT NULL,
    owned_until BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (pool_id, id)
);
CREATE INDEX import_jobs_by_id ON import_jobs (id);
CREATE INDEX import_jobs_by_status ON import_jobs (status, started_at);
CREATE INDEX import_jobs_with_upload ON import_jobs (upload, status);

CREATE TABLE import_chunks (
    pool_id ${text} NOT NULL,
    job_id ${text} NOT NULL,
    upload ${text} NOT NULL,
    -- decimal, with leading zeros
    number ${text} NOT NULL,
    sealed ${blob} NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, job_id, upload, number)
);
CREATE INDEX import_chunks_by_expiry ON import_chunks (expires_at);

CREATE TABLE import_log (
    pool_id ${text} NOT NULL,
    job_id ${text} NOT NULL,
    line BIGINT NOT NULL,
    outcome ${text} NOT NULL,
    reason ${text} NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (pool_id, job_id, line)
) ${clustered};
CREATE INDEX import_log_by_expiry ON import_log (expires_at);
