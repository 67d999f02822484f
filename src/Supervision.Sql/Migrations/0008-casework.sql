-- Casework: whether a case was judged, the clocks that run, and when the first of them ends.
ALTER TABLE escalation ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE escalation ADD COLUMN clocks TEXT NOT NULL DEFAULT '';
ALTER TABLE escalation ADD COLUMN next_due_at INTEGER;

UPDATE escalation SET next_due_at = due_at WHERE closed_at IS NULL AND overdue = 0;

CREATE INDEX escalation_next_due ON escalation (next_due_at, referent, episode) WHERE next_due_at IS NOT NULL;
