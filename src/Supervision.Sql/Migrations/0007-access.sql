-- Who was given what access, by time: over all accounts and keys.
CREATE INDEX event_log_access ON event_log (recorded_at, position) WHERE subject >= 'access:' AND subject < 'access;';
