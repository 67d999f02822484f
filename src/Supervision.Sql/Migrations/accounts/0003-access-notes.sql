-- Changes that a command made beside a server, until that has put them on the log. Moments are milliseconds since 1970,
-- UTC; the change is the record itself, in JSON. The same table is in PostgreSQL.

CREATE TABLE access_note (
    id     TEXT    PRIMARY KEY,
    at     INTEGER NOT NULL,
    change TEXT    NOT NULL
) STRICT;
