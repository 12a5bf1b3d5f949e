#!/usr/bin/env bash
# What docs/install.md, "A database for several customers", tells an administrator to do, on an empty server: the image
# of compose.postgresql.yaml runs it when it first starts. Passwords are in files, and in no argument of a program.
set -euo pipefail
export SECRETS=${SECRETS:-/run/secrets}
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\set owner `cat "$SECRETS/owner_password"`
\set bots `cat "$SECRETS/bots_password"`
CREATE ROLE sagsbot_owner LOGIN PASSWORD :'owner' NOSUPERUSER NOBYPASSRLS;
CREATE ROLE sagsbot LOGIN PASSWORD :'bots' NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE sager OWNER sagsbot_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE sager FROM PUBLIC;
GRANT CONNECT ON DATABASE sager TO sagsbot;
\connect sager
ALTER DEFAULT PRIVILEGES FOR ROLE sagsbot_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sagsbot;
SQL
