-- What checks were drawn from: every referent with an active recognition, with the inputs and chances of the draw. The
-- log has their hash. Put down before anything is opened; afterwards only the case that came of a check is added.
-- Days are days since 0001-01-01.
CREATE TABLE selection_member (
    draw          TEXT NOT NULL,    -- of the one attempt; the fact on the log names it
    number        INTEGER NOT NULL, -- in the order of ids, from 1
    referent      TEXT NOT NULL,
    stratum       TEXT NOT NULL,
    points        INTEGER,
    waiting_since INTEGER,
    risk_of       INTEGER NOT NULL,
    risk_among    INTEGER NOT NULL,
    random_of     INTEGER NOT NULL,
    random_among  INTEGER NOT NULL,
    signal_of     INTEGER NOT NULL,
    signal_among  INTEGER NOT NULL,
    drawn_by      INTEGER NOT NULL, -- 1 risk, 2 random, 4 signal, added up
    opening       INTEGER,          -- 0 opened, 1 joined an open case, 2 withheld
    episode       INTEGER,          -- of the case
    PRIMARY KEY (draw, number),
    UNIQUE (draw, referent)
) STRICT, WITHOUT ROWID;

CREATE INDEX selection_member_drawn ON selection_member (draw, number) WHERE drawn_by > 0;
