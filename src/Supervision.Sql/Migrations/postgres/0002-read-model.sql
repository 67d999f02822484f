-- What grains keep beside the log and what lists read. Times are ticks of 100 ns since 0001-01-01T00:00:00Z, days are
-- days since 0001-01-01, positions are partition * 2^40 + offset. Texts compare byte by byte, as in every other store.

CREATE TABLE risk_model (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name   text    COLLATE "C" NOT NULL UNIQUE -- the hash of the model
);

-- The blob is apart from the narrow rows that lists scan. It is bytes already, often changed and seldom large: kept in
-- the row up to a page and never compressed. Half of each page is left to the next versions of its rows, which then
-- need no new entry in the index and no more pages than are there.
CREATE TABLE referent_snapshot (
    last_offset  bigint NOT NULL,
    as_of        bigint NOT NULL,
    found_offset bigint,             -- what its activation found here when it began, and
    found_as_of  bigint,
    referent     text   COLLATE "C" PRIMARY KEY,
    activation   text   COLLATE "C", -- the activation that stored last; only it, or one that found this, may go on
    state        bytea  NOT NULL
) WITH (fillfactor = 45, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.1);
ALTER TABLE referent_snapshot ALTER COLUMN state SET STORAGE EXTERNAL;

-- Every flush changes the first four columns, which no index holds: with room in the page the new version of a row
-- stays beside the old one and no index is touched.
CREATE TABLE referent_risk (
    last_offset bigint   NOT NULL,
    as_of       bigint   NOT NULL,
    evidence    integer  NOT NULL,
    model       integer,
    partition   integer  NOT NULL,
    level_since bigint   NOT NULL,
    points      integer  NOT NULL,
    due_on      integer,
    level       smallint NOT NULL,
    labour      smallint NOT NULL,    -- 0 none, 1 recognised, 2 suspended, 3 withdrawn; likewise the next three
    research    smallint NOT NULL,
    study       smallint NOT NULL,
    exchange    smallint NOT NULL,
    recognised  boolean  NOT NULL GENERATED ALWAYS AS (1 IN (labour, research, study, exchange)) STORED,
    suspended   boolean  NOT NULL GENERATED ALWAYS AS (2 IN (labour, research, study, exchange)) STORED,
    withdrawn   boolean  NOT NULL GENERATED ALWAYS AS (3 IN (labour, research, study, exchange)) STORED,
    sector      text     COLLATE "C",
    referent    text     COLLATE "C" PRIMARY KEY
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.1, autovacuum_analyze_scale_factor = 0.05);

-- Each order of a list is an index, walked until a page is full. What few have is found by an index of its own, so that
-- a rare filter does not walk to the end; most rows are in none of the last six.
CREATE INDEX referent_risk_points ON referent_risk (points, referent);
CREATE INDEX referent_risk_changed ON referent_risk (level_since, referent);
CREATE INDEX referent_risk_level ON referent_risk (level, points, referent);
CREATE INDEX referent_risk_due ON referent_risk (partition, due_on, referent);
CREATE INDEX referent_risk_sector ON referent_risk (sector);
CREATE INDEX referent_risk_labour ON referent_risk (labour) WHERE labour > 1;
CREATE INDEX referent_risk_research ON referent_risk (research) WHERE research > 0;
CREATE INDEX referent_risk_study ON referent_risk (study) WHERE study > 0;
CREATE INDEX referent_risk_exchange ON referent_risk (exchange) WHERE exchange > 0;
CREATE INDEX referent_risk_suspended ON referent_risk (referent) WHERE suspended;
CREATE INDEX referent_risk_withdrawn ON referent_risk (referent) WHERE withdrawn;

CREATE TABLE referent_register (
    founded_on   integer,
    referent     text COLLATE "C" PRIMARY KEY,
    display_name text,
    size_band    text,
    legal_form   text,
    text         text COLLATE "C" NOT NULL -- name and id, folded for finding
) WITH (autovacuum_analyze_scale_factor = 0.05);

-- Words are found by their groups of three letters. The extension is part of PostgreSQL's contributed modules, and its
-- creation needs the right to create in the database. Without it a search reads all names: slower, and the same answer.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE NOTICE 'Searches of names go without the extension pg_trgm: %', SQLERRM;
END
$$;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE INDEX referent_register_text ON referent_register USING gin (text gin_trgm_ops);
    END IF;
END
$$;

-- The order of storing, for readers that go on after a number: whoever stores changes locks this row until its commit,
-- so that a higher number is never visible before a lower one. A sequence would let readers skip.
CREATE TABLE risk_change_head (
    sequence bigint NOT NULL
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
INSERT INTO risk_change_head (sequence) VALUES (0);

CREATE TABLE risk_change (
    sequence     bigint   PRIMARY KEY,
    position     bigint   NOT NULL,
    at           bigint   NOT NULL,
    points       integer  NOT NULL,
    model        integer,
    from_level   smallint NOT NULL,
    to_level     smallint NOT NULL,
    referent     text     COLLATE "C" NOT NULL,
    cause_source text     COLLATE "C",
    cause_id     text     COLLATE "C",
    UNIQUE (referent, position, at)
);

CREATE INDEX risk_change_referent ON risk_change (referent, sequence);

-- A row stays when it is done: it is what keeps a redelivered item from being carried out again.
CREATE TABLE outbox (
    number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    position     bigint  NOT NULL,
    at           bigint  NOT NULL,
    done         bigint  NOT NULL, -- when it was carried out; 0 while it waits
    partition    integer NOT NULL,
    referent     text    COLLATE "C" NOT NULL,
    rule         text    COLLATE "C" NOT NULL,
    payload      text    NOT NULL,
    held_because text,
    UNIQUE (referent, position, rule)
);

CREATE INDEX outbox_open ON outbox (partition, number) WHERE done = 0;
CREATE INDEX outbox_done ON outbox (partition, done) WHERE done > 0;

CREATE TABLE quarantine (
    position bigint PRIMARY KEY,
    at       bigint NOT NULL,
    referent text   COLLATE "C" NOT NULL,
    source   text   COLLATE "C" NOT NULL,
    id       text   COLLATE "C" NOT NULL,
    type     text   COLLATE "C" NOT NULL,
    code     text   COLLATE "C" NOT NULL
);

CREATE INDEX quarantine_referent ON quarantine (referent, position);

CREATE TABLE checkpoint (
    partition   integer PRIMARY KEY,
    last_offset bigint  NOT NULL
) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

CREATE TABLE escalation (
    position  bigint   NOT NULL,
    opened_at bigint   NOT NULL,
    due_at    bigint   NOT NULL,
    closed_at bigint,
    episode   integer  NOT NULL,
    points    integer  NOT NULL,
    notes     integer  NOT NULL,
    level     smallint NOT NULL,
    overdue   boolean  NOT NULL,
    referent  text     COLLATE "C" NOT NULL,
    state     text     COLLATE "C" NOT NULL,
    ground    text     COLLATE "C" NOT NULL,
    assignee  text     COLLATE "C",
    outcome   text     COLLATE "C",
    PRIMARY KEY (referent, episode)
);

CREATE INDEX escalation_opened ON escalation (opened_at, referent, episode, state, overdue, assignee);
CREATE INDEX escalation_state ON escalation (state, opened_at, referent, episode, overdue, assignee);
CREATE INDEX escalation_assignee ON escalation (assignee, opened_at, referent, episode, state, overdue)
    WHERE assignee IS NOT NULL;
