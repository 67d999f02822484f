-- Who may do what, in roles without a log-in and without a secret. Run once by a superuser, in the database, before the
-- first migration; running it again changes nothing. People and programs get users of their own that are given one of
-- these roles (users.sh does so for a container). What a role may do with each table is in grants/grants.sql.
--
--   supervision_owner    owns the tables; migrates, restores, rebuilds the lists
--   supervision_server   what a silo or gateway needs: it adds to the log, and cannot change or remove what is on it
--   supervision_reader   reports: lists, levels and the envelope of events, never their content

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['supervision_owner', 'supervision_server', 'supervision_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION', name);
        END IF;
    END LOOP;

    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO supervision_owner, supervision_server, supervision_reader',
        current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO supervision_owner;
GRANT USAGE ON SCHEMA public TO supervision_server, supervision_reader;

-- For searching names; the owner could not create it, and the migration that uses it does without it if it must.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
