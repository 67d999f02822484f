-- Who was given what access, by time: over all accounts and keys.
CREATE INDEX event_log_access ON event_log (recorded_at, position)
    WHERE subject >= 'access:' AND subject < 'access;';

-- Changes that a command made beside the servers, until one of them has put them on the log. Moments are milliseconds
-- since 1970, UTC; the change is the record itself, in JSON.
CREATE TABLE access_note (
    id     text   PRIMARY KEY,
    at     bigint NOT NULL,
    change text   NOT NULL
);
