-- Second readings: how that of a case stands, and both judgements, which agreement is counted from.
ALTER TABLE escalation ADD COLUMN reading TEXT;
ALTER TABLE escalation ADD COLUMN judgement TEXT;
ALTER TABLE escalation ADD COLUMN second_judgement TEXT;

CREATE INDEX escalation_reading ON escalation (reading, opened_at, referent, episode, judgement, second_judgement)
    WHERE reading IS NOT NULL;
