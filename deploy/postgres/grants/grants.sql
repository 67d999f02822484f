-- What the roles of roles.sql may do with each table. Run by the owner after every migration, in one go; it first takes
-- everything away, so that it also takes back what an earlier version gave. It fails when a table is not named here.

BEGIN;

DO $$
DECLARE
    item record;
    named text[] := '{}';
    unnamed text;
BEGIN
    FOR item IN SELECT * FROM (VALUES
        -- The log: added to and read. Not updated, not deleted from, not emptied.
        ('event_log', 'SELECT, INSERT',
            'SELECT (position, time, recorded_at, source, type, version, target_source, subject, id, target_id)'),
        ('event_source', 'SELECT, INSERT', 'SELECT'),
        ('event_type', 'SELECT, INSERT', 'SELECT'),
        ('log_setting', 'SELECT', 'SELECT'),
        ('log_head', 'SELECT, UPDATE', 'SELECT'),
        ('data_key', 'SELECT, INSERT', NULL),
        ('schema_migration', 'SELECT', 'SELECT'),
        -- What is folded from it. The outbox forgets what was done long ago.
        ('risk_model', 'SELECT, INSERT', 'SELECT'),
        ('referent_snapshot', 'SELECT, INSERT, UPDATE', NULL),
        ('referent_risk', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
        ('referent_register', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT'),
        ('risk_change_head', 'SELECT, UPDATE', 'SELECT'),
        ('risk_change', 'SELECT, INSERT', 'SELECT'),
        ('outbox', 'SELECT, INSERT, UPDATE, DELETE', NULL),
        ('quarantine', 'SELECT, INSERT', 'SELECT'),
        ('checkpoint', 'SELECT, INSERT, UPDATE', 'SELECT'),
        ('escalation', 'SELECT, INSERT, UPDATE', 'SELECT'),
        -- What checks were drawn from: put down once. Only the case that came of a check is added.
        ('selection_member', 'SELECT, INSERT, UPDATE (opening, episode)', NULL),
        -- People who sign in. Nobody is ever removed; what they may and their codes are written anew.
        ('account', 'SELECT, INSERT, UPDATE', NULL),
        ('account_claim', 'SELECT, INSERT, UPDATE, DELETE', NULL),
        ('account_token', 'SELECT, INSERT, UPDATE, DELETE', NULL),
        ('account_link', 'SELECT, INSERT, UPDATE, DELETE', NULL),
        ('api_key', 'SELECT, INSERT, UPDATE', NULL),
        ('access_note', 'SELECT, INSERT, DELETE', NULL),
        ('read_note', 'SELECT, INSERT, DELETE', NULL),
        ('protection_key', 'SELECT, INSERT, UPDATE, DELETE', NULL),
        -- Of Orleans: state of grains, reminders, who is in the cluster.
        ('orleansquery', 'SELECT', NULL),
        ('orleansstorage', 'SELECT, INSERT, UPDATE, DELETE', NULL),
        ('orleansreminder', 'SELECT, INSERT, UPDATE, DELETE', NULL),
        ('orleansmembershipversion', 'SELECT, INSERT, UPDATE, DELETE', NULL),
        ('orleansmembership', 'SELECT, INSERT, UPDATE, DELETE', NULL)
    ) AS wanted (name, server, reader) LOOP
        named := named || item.name;
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, supervision_server, supervision_reader', item.name);
        EXECUTE format('GRANT %s ON %I TO supervision_server', item.server, item.name);
        IF item.reader IS NOT NULL THEN
            EXECUTE format('GRANT %s ON %I TO supervision_reader', item.reader, item.name);
        END IF;
    END LOOP;

    SELECT string_agg(tablename, ', ') INTO unnamed FROM pg_tables
    WHERE schemaname = current_schema() AND tablename <> ALL (named);
    IF unnamed IS NOT NULL THEN
        RAISE EXCEPTION 'These tables are not named in grants.sql: %', unnamed;
    END IF;

    -- What a server may not do by itself, and may have done: carry out orders to erase that are on the log.
    FOR item IN SELECT oid::regprocedure AS signature FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace
            AND proname IN ('erase_ordered', 'forget_told', 'forget_follow_up') LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC, supervision_reader', item.signature);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO supervision_server', item.signature);
    END LOOP;
END
$$;

COMMIT;
