-- Group labels. Neither the referent nor the label can be read without the key of the vault.

CREATE TABLE vault_key (
    number  integer PRIMARY KEY CHECK (number = 1),
    key_id  text  NOT NULL,
    wrapped bytea NOT NULL
);

CREATE TABLE vault_label (
    attribute text  NOT NULL,
    referent  bytea NOT NULL, -- HMAC-SHA256 of the id
    label     bytea NOT NULL, -- sealed to attribute and referent
    PRIMARY KEY (attribute, referent)
);
