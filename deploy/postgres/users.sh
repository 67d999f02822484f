#!/bin/sh
# In a new container, after roles.sql: the users that the services sign in as, with the password of the environment.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$SUPERVISION_DB_PASSWORD" \
    --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE supervision_migrator LOGIN PASSWORD :'password' IN ROLE supervision_owner;
-- What it creates belongs to the role, so that another migrator can go on with it.
ALTER ROLE supervision_migrator SET role TO supervision_owner;
CREATE ROLE supervision_app LOGIN PASSWORD :'password' IN ROLE supervision_server;
SQL
