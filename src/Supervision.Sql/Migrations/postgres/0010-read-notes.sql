-- Readings by a command beside the servers, until one of them has put them on the log. Moments are milliseconds since
-- 1970, UTC; the reading is the record itself, in JSON. A table of its own, so that a server of before never meets one.
CREATE TABLE read_note (
    id   text   PRIMARY KEY,
    at   bigint NOT NULL,
    read text   NOT NULL
);
