-- Facts about cases, in the order of the log: what subscribers are told of is found without reading what is between.
CREATE INDEX event_log_escalations ON event_log (position)
    WHERE subject >= 'escalation:' AND subject < 'escalation;';
