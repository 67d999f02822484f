-- People who sign in here. Written through the stores of ASP.NET Core Identity; the same tables are in PostgreSQL.
-- Moments are milliseconds since 1970, UTC.

CREATE TABLE account (
    id                  TEXT    PRIMARY KEY,
    name                TEXT    NOT NULL,
    normalized_name     TEXT    NOT NULL UNIQUE,
    password_hash       TEXT,
    security_stamp      TEXT    NOT NULL,
    concurrency_stamp   TEXT    NOT NULL,
    two_factor_enabled  INTEGER NOT NULL,
    lockout_end         INTEGER,
    lockout_enabled     INTEGER NOT NULL,
    access_failed_count INTEGER NOT NULL
) STRICT;

-- The roles, each a claim.
CREATE TABLE account_claim (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL REFERENCES account (id),
    type       TEXT NOT NULL,
    value      TEXT NOT NULL
) STRICT;

CREATE INDEX account_claim_by_account ON account_claim (account_id);

-- The secret of the second factor, the digests of recovery codes, and the codes that were used a moment ago.
CREATE TABLE account_token (
    account_id TEXT NOT NULL REFERENCES account (id),
    provider   TEXT NOT NULL,
    name       TEXT NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (account_id, provider, name)
) STRICT, WITHOUT ROWID;

-- One-time links: the SHA-256 of each, for which account (empty: the first administrator), and until when.
CREATE TABLE account_link (
    account_id TEXT    PRIMARY KEY,
    hash       TEXT    NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
) STRICT;

-- Keys of ASP.NET Core Data Protection, which sessions are sealed with.
CREATE TABLE protection_key (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    friendly_name TEXT NOT NULL,
    xml           TEXT NOT NULL
) STRICT;
