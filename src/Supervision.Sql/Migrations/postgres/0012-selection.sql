-- What checks were drawn from: every referent with an active recognition, with the inputs and chances of the draw. The
-- log has their hash. Put down before anything is opened; afterwards only the case that came of a check is added.
-- Days are days since 0001-01-01.
CREATE TABLE selection_member (
    number        integer  NOT NULL, -- in the order of ids, from 1
    points        integer,
    waiting_since integer,
    risk_of       integer  NOT NULL,
    risk_among    integer  NOT NULL,
    random_of     integer  NOT NULL,
    random_among  integer  NOT NULL,
    signal_of     integer  NOT NULL,
    signal_among  integer  NOT NULL,
    drawn_by      integer  NOT NULL, -- 1 risk, 2 random, 4 signal, added up
    opening       integer,           -- 0 opened, 1 joined an open case, 2 withheld
    episode       integer,           -- of the case
    draw          text     COLLATE "C" NOT NULL, -- of the one attempt; the fact on the log names it
    referent      text     COLLATE "C" NOT NULL,
    stratum       text     COLLATE "C" NOT NULL,
    PRIMARY KEY (draw, number),
    UNIQUE (draw, referent)
);

CREATE INDEX selection_member_drawn ON selection_member (draw, number) WHERE drawn_by > 0;
