#!/bin/bash
# Starts a server as a standby of $PRIMARY. If it has no data, it copies those of the primary.
set -euo pipefail
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  chown postgres:postgres "$PGDATA"
  export PGPASSWORD
  PGPASSWORD=$(cat /run/secrets/replication)
  gosu postgres pg_basebackup -h "$PRIMARY" -U replication -D "$PGDATA" -X stream -R
fi
exec docker-entrypoint.sh "$@"
