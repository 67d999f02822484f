-- What grains keep beside the log and what lists read. All of it can be folded again from event_log.
-- Times are ticks of 100 ns since 0001-01-01T00:00:00Z, days are days since 0001-01-01.

CREATE TABLE risk_model (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE -- the hash of the model
) STRICT;

-- The blob is apart from the narrow rows that lists scan.
CREATE TABLE referent_snapshot (
    number   INTEGER PRIMARY KEY,
    referent TEXT NOT NULL UNIQUE,
    offset   INTEGER NOT NULL,
    as_of    INTEGER NOT NULL,
    state    BLOB NOT NULL
) STRICT;

CREATE TABLE referent_risk (
    number      INTEGER PRIMARY KEY, -- that of referent_snapshot
    referent    TEXT NOT NULL,
    partition   INTEGER NOT NULL,
    offset      INTEGER NOT NULL,
    as_of       INTEGER NOT NULL,
    evidence    INTEGER NOT NULL,
    model       INTEGER,
    level       INTEGER NOT NULL,
    points      INTEGER NOT NULL,
    level_since INTEGER NOT NULL,
    due_on      INTEGER,
    sector      TEXT,
    labour      INTEGER NOT NULL,    -- 0 none, 1 recognised, 2 suspended, 3 withdrawn; likewise the next three
    research    INTEGER NOT NULL,
    study       INTEGER NOT NULL,
    exchange    INTEGER NOT NULL
) STRICT;

-- Each order of a list is an index that also holds what lists filter by, so that a row that is not wanted costs no
-- visit to the table. None holds what every flush changes.
CREATE UNIQUE INDEX referent_risk_referent ON referent_risk
    (referent, level, sector, labour, research, study, exchange, level_since);
CREATE INDEX referent_risk_points ON referent_risk
    (points, referent, level, sector, labour, research, study, exchange, level_since);
CREATE INDEX referent_risk_changed ON referent_risk
    (level_since, referent, level, sector, labour, research, study, exchange);
CREATE INDEX referent_risk_level ON referent_risk
    (level, points, referent, sector, labour, research, study, exchange, level_since);
CREATE INDEX referent_risk_due ON referent_risk (partition, due_on, referent) WHERE due_on IS NOT NULL;

CREATE TABLE referent_register (
    number       INTEGER PRIMARY KEY, -- that of referent_snapshot
    display_name TEXT,
    size_band    TEXT,
    legal_form   TEXT,
    founded_on   INTEGER,
    text         TEXT NOT NULL        -- name and id, folded for finding
) STRICT;

CREATE VIRTUAL TABLE referent_text USING fts5 (text, tokenize = 'trigram', content = '', contentless_delete = 1);

CREATE TABLE risk_change (
    sequence     INTEGER PRIMARY KEY AUTOINCREMENT,
    referent     TEXT NOT NULL,
    position     INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    from_level   INTEGER NOT NULL,
    to_level     INTEGER NOT NULL,
    points       INTEGER NOT NULL,
    model        INTEGER,
    cause_source INTEGER,
    cause_id     TEXT,
    UNIQUE (referent, position, at)
) STRICT;

CREATE INDEX risk_change_referent ON risk_change (referent);

-- A row stays when it is done: it is what keeps a redelivered item from being carried out again.
CREATE TABLE outbox (
    number       INTEGER PRIMARY KEY,
    referent     TEXT NOT NULL,
    position     INTEGER NOT NULL,
    rule         TEXT NOT NULL,
    partition    INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    payload      TEXT NOT NULL,
    held_because TEXT,
    done         INTEGER NOT NULL,
    UNIQUE (referent, position, rule)
) STRICT;

CREATE INDEX outbox_open ON outbox (partition, number) WHERE done = 0;

CREATE TABLE quarantine (
    position INTEGER PRIMARY KEY,
    referent TEXT NOT NULL,
    source   INTEGER NOT NULL,
    id       TEXT NOT NULL,
    type     TEXT NOT NULL,
    code     TEXT NOT NULL,
    at       INTEGER NOT NULL
) STRICT;

CREATE INDEX quarantine_referent ON quarantine (referent);

CREATE TABLE checkpoint (
    partition INTEGER PRIMARY KEY,
    offset    INTEGER NOT NULL
) STRICT;

CREATE TABLE escalation (
    referent  TEXT NOT NULL,
    episode   INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    state     TEXT NOT NULL,
    ground    TEXT NOT NULL,
    level     INTEGER NOT NULL,
    points    INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    due_at    INTEGER NOT NULL,
    overdue   INTEGER NOT NULL,
    assignee  TEXT,
    notes     INTEGER NOT NULL,
    outcome   TEXT,
    closed_at INTEGER,
    PRIMARY KEY (referent, episode)
) STRICT, WITHOUT ROWID;

CREATE INDEX escalation_opened ON escalation (opened_at, referent, episode, state, overdue, assignee);
CREATE INDEX escalation_state ON escalation (state, opened_at, referent, episode, overdue, assignee);
CREATE INDEX escalation_assignee ON escalation (assignee, opened_at, referent, episode, state, overdue)
    WHERE assignee IS NOT NULL;
