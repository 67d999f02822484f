-- Who read what, by time: over all dossiers. Of one dossier the index on the subject finds it.
CREATE INDEX event_log_reads ON event_log (recorded_at, position) WHERE subject >= 'reads:' AND subject < 'reads;';
