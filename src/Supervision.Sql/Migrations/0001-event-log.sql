-- The history. A row is never updated; only data may become null, when the law asks for it.

CREATE TABLE log_setting (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event_source (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE event_type (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE event_log (
    position      INTEGER PRIMARY KEY, -- partition * 2^40 + offset
    subject       TEXT NOT NULL,
    source        INTEGER NOT NULL,
    id            TEXT NOT NULL,
    type          INTEGER NOT NULL,
    time          INTEGER NOT NULL,    -- ticks of 100 ns since 0001-01-01T00:00:00Z
    recorded_at   INTEGER NOT NULL,    -- likewise
    version       INTEGER,             -- of a command's facts: their place under their subject
    target_source INTEGER,             -- of a correction or retraction: the event it is about
    target_id     TEXT,
    digest        BLOB NOT NULL,
    chain         BLOB NOT NULL,
    data          BLOB                 -- canonical JSON; null once erased
) STRICT;

CREATE UNIQUE INDEX event_log_key ON event_log (source, id);
CREATE INDEX event_log_subject ON event_log (subject); -- ends with the position, as every index does
CREATE UNIQUE INDEX event_log_version ON event_log (subject, version) WHERE version IS NOT NULL;
CREATE INDEX event_log_target ON event_log (target_source, target_id) WHERE target_id IS NOT NULL;

CREATE TABLE part_head (
    partition   INTEGER PRIMARY KEY,
    offset      INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    chain       BLOB NOT NULL
) STRICT;
