-- Keys of services. Of a secret its SHA-256 is kept, in hexadecimal; the same table is in accounts.db.
-- Moments are milliseconds since 1970, UTC; lists have one word or pattern a line.

CREATE TABLE api_key (
    id         text   PRIMARY KEY,
    name       text   NOT NULL,
    roles      text   NOT NULL,
    sources    text   NOT NULL,
    types      text   NOT NULL,
    hash       text   NOT NULL,
    expires_at bigint NOT NULL,
    old_hash   text,
    old_until  bigint,
    made_at    bigint NOT NULL,
    made_by    text   NOT NULL,
    revoked_at bigint,
    revoked_by text
);
