-- The history. A row is never updated; only data may become null, when the law asks for it.
-- Texts compare byte by byte: no index depends on the locale of the machine.

CREATE TABLE log_setting (
    name  text   COLLATE "C" PRIMARY KEY,
    value bigint NOT NULL
);

CREATE TABLE event_source (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name   text    COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE event_type (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name   text    COLLATE "C" NOT NULL UNIQUE
);

-- Fixed widths first, widest first, so that no row is padded.
CREATE TABLE event_log (
    position      bigint  PRIMARY KEY, -- partition * 2^40 + offset
    time          bigint  NOT NULL,    -- ticks of 100 ns since 0001-01-01T00:00:00Z
    recorded_at   bigint  NOT NULL,    -- likewise
    source        integer NOT NULL,
    type          integer NOT NULL,
    version       integer,             -- of a command's facts: their place under their subject
    target_source integer,             -- of a correction or retraction: the event it is about
    subject       text    COLLATE "C" NOT NULL,
    id            text    COLLATE "C" NOT NULL,
    target_id     text    COLLATE "C",
    digest        bytea   NOT NULL,
    chain         bytea   NOT NULL,
    data          bytea                -- canonical JSON; null once erased
) WITH (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

CREATE UNIQUE INDEX event_log_key ON event_log (source, id);
CREATE INDEX event_log_subject ON event_log (subject, position);
CREATE UNIQUE INDEX event_log_version ON event_log (subject, version) WHERE version IS NOT NULL;
CREATE INDEX event_log_target ON event_log (target_source, target_id) WHERE target_id IS NOT NULL;

-- One row a partition, updated by every commit: room in the page keeps the new versions beside the old.
CREATE TABLE log_head (
    partition   integer PRIMARY KEY,
    last_offset bigint  NOT NULL,
    recorded_at bigint  NOT NULL,
    chain       bytea   NOT NULL
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
