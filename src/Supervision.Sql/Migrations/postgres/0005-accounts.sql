-- People who sign in here. Written through the stores of ASP.NET Core Identity; the same tables are in accounts.db.
-- Moments are milliseconds since 1970, UTC.

CREATE TABLE account (
    id                  text    PRIMARY KEY,
    name                text    NOT NULL,
    normalized_name     text    NOT NULL UNIQUE,
    password_hash       text,
    security_stamp      text    NOT NULL,
    concurrency_stamp   text    NOT NULL,
    two_factor_enabled  boolean NOT NULL,
    lockout_end         bigint,
    lockout_enabled     boolean NOT NULL,
    access_failed_count integer NOT NULL
);

-- The roles, each a claim.
CREATE TABLE account_claim (
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id text NOT NULL REFERENCES account (id),
    type       text NOT NULL,
    value      text NOT NULL
);

CREATE INDEX account_claim_by_account ON account_claim (account_id);

-- The secret of the second factor, the digests of recovery codes, and the codes that were used a moment ago.
CREATE TABLE account_token (
    account_id text NOT NULL REFERENCES account (id),
    provider   text NOT NULL,
    name       text NOT NULL,
    value      text NOT NULL,
    PRIMARY KEY (account_id, provider, name)
);

-- One-time links: the SHA-256 of each, for which account (empty: the first administrator), and until when.
CREATE TABLE account_link (
    account_id text   PRIMARY KEY,
    hash       text   NOT NULL UNIQUE,
    expires_at bigint NOT NULL
);

-- Keys of ASP.NET Core Data Protection, which sessions are sealed with; shared by all gateways.
CREATE TABLE protection_key (
    id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    friendly_name text NOT NULL,
    xml           text NOT NULL
);
