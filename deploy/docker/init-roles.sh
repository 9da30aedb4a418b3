#!/bin/bash
# Runs once inside the database container: the roles and schemas of the services, with the passwords of the secrets.
set -euo pipefail
variables=()
for service in directory intake digitization signing records reporting; do
    variables+=(-v "${service}_password=$(cat "/run/secrets/database_${service}_password")")
done
psql -X -U "$POSTGRES_USER" -d "$POSTGRES_DB" "${variables[@]}" -f /etc/hoso/roles.sql
