-- Readings by a command beside a server, until that has put them on the log. Moments are milliseconds since 1970, UTC;
-- the reading is the record itself, in JSON. A table of its own, so that a server of before never meets one. The same
-- table is in PostgreSQL.

CREATE TABLE read_note (
    id   TEXT    PRIMARY KEY,
    at   INTEGER NOT NULL,
    read TEXT    NOT NULL
) STRICT;
