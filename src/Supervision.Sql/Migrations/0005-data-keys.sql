-- The keys that payloads are encrypted with, each wrapped by a key that is not in the data. A payload names its key by
-- number; a key goes when nothing is encrypted with it any more.
CREATE TABLE data_key (
    number     INTEGER PRIMARY KEY,
    wrapped_by TEXT NOT NULL, -- the name of the key-encryption key
    wrapped    BLOB NOT NULL,
    made_at    INTEGER NOT NULL
) STRICT;
