-- Inboxes: until when a case is put aside; what nobody has, in the order in which it waits; clocks of what people have.
ALTER TABLE escalation ADD COLUMN snoozed_until INTEGER;

CREATE INDEX escalation_free ON escalation (opened_at, referent, episode)
    WHERE assignee IS NULL AND closed_at IS NULL;

CREATE INDEX escalation_held_due ON escalation (next_due_at, referent, episode, assignee)
    WHERE next_due_at IS NOT NULL AND assignee IS NOT NULL;
