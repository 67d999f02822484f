-- Keys of services. Of a secret its SHA-256 is kept, in hexadecimal; the same table is in PostgreSQL.
-- Moments are milliseconds since 1970, UTC; lists have one word or pattern a line.

CREATE TABLE api_key (
    id         TEXT    PRIMARY KEY,
    name       TEXT    NOT NULL,
    roles      TEXT    NOT NULL,
    sources    TEXT    NOT NULL,
    types      TEXT    NOT NULL,
    hash       TEXT    NOT NULL,
    expires_at INTEGER NOT NULL,
    old_hash   TEXT,
    old_until  INTEGER,
    made_at    INTEGER NOT NULL,
    made_by    TEXT    NOT NULL,
    revoked_at INTEGER,
    revoked_by TEXT
) STRICT;
