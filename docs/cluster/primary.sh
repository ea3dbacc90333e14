#!/bin/bash
# Run once by the image of PostgreSQL, on the empty database of db1.
set -euo pipefail
console=$(cat /run/secrets/console)
replication=$(cat /run/secrets/replication)
psql -v ON_ERROR_STOP=1 -U postgres -v console="$console" -v replication="$replication" <<'SQL'
CREATE ROLE console LOGIN PASSWORD :'console';
GRANT pg_monitor TO console;
CREATE ROLE replication LOGIN REPLICATION PASSWORD :'replication';
CREATE DATABASE console OWNER console TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (db1, db2)';
SQL
echo 'host replication replication samenet scram-sha-256' >> "$PGDATA/pg_hba.conf"
