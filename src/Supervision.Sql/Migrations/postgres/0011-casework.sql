-- Casework: whether a case was judged, the clocks that run, and when the first of them ends.
ALTER TABLE escalation
    ADD COLUMN judged      boolean NOT NULL DEFAULT false,
    ADD COLUMN clocks      text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN next_due_at bigint;

UPDATE escalation SET next_due_at = due_at WHERE closed_at IS NULL AND NOT overdue;

CREATE INDEX escalation_next_due ON escalation (next_due_at, referent, episode) WHERE next_due_at IS NOT NULL;
