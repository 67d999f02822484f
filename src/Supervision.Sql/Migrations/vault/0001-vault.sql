-- Group labels. Neither the referent nor the label can be read without the key of the vault.

CREATE TABLE vault_key (
    number  INTEGER PRIMARY KEY CHECK (number = 1),
    key_id  TEXT NOT NULL,
    wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE vault_label (
    attribute TEXT NOT NULL,
    referent  BLOB NOT NULL, -- HMAC-SHA256 of the id
    label     BLOB NOT NULL, -- sealed to attribute and referent
    PRIMARY KEY (attribute, referent)
) STRICT, WITHOUT ROWID;
