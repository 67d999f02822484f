-- Readings by a command beside the servers, until one of them has put them on the log. Moments are milliseconds since
-- 1970, UTC; the reading is the record itself, in JSON. A table of its own, so that a server of before never meets one.
CREATE TABLE read_note (
    id   text   PRIMARY KEY,
    at   bigint NOT NULL,
    read text   NOT NULL
);

-- The server keeps samples of columns for its planner, and would keep payloads that were erased. To set the type that a
-- column has drops the samples of it, and rewrites nothing; the target keeps new ones from being taken.
ALTER TABLE event_log ALTER COLUMN data TYPE bytea, ALTER COLUMN data SET STATISTICS 0;
ALTER TABLE referent_snapshot ALTER COLUMN state TYPE bytea, ALTER COLUMN state SET STATISTICS 0;
ALTER TABLE outbox ALTER COLUMN payload TYPE text, ALTER COLUMN payload SET STATISTICS 0;
ALTER TABLE OrleansStorage ALTER COLUMN PayloadBinary TYPE bytea, ALTER COLUMN PayloadBinary SET STATISTICS 0;
