-- When the first term of ours ends, so that a list can compare it with the moment that it is asked at. What is stored has
-- the first end of any term instead, until the next fact of the case.
ALTER TABLE escalation ADD COLUMN our_due_at bigint;

UPDATE escalation SET our_due_at = next_due_at WHERE closed_at IS NULL;
