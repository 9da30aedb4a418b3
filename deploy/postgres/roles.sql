-- One role per service with rights on its own schema only. Run as the owner of the cluster, again and again:
--   psql -v directory_password=… -v intake_password=… … -f deploy/postgres/roles.sql
-- The gateway and hosoctl's demo reach data only through the services, so the gateway has no role.
\set ON_ERROR_STOP on
\set QUIET on

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO PUBLIC;

SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()) \gexec

-- A role that exists keeps its rights and gets the password of today.
CREATE TEMPORARY TABLE wanted (service text, password text);
INSERT INTO wanted (service, password) VALUES
    ('directory', :'directory_password'),
    ('intake', :'intake_password'),
    ('digitization', :'digitization_password'),
    ('signing', :'signing_password'),
    ('records', :'records_password'),
    ('reporting', :'reporting_password');

SELECT format('CREATE ROLE %I LOGIN', 'hoso_' || service)
FROM wanted
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hoso_' || service) \gexec

SELECT format('ALTER ROLE %I PASSWORD %L', 'hoso_' || service, password) FROM wanted \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), 'hoso_' || service) FROM wanted \gexec
SELECT format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, 'hoso_' || service) FROM wanted \gexec
SELECT format('ALTER ROLE %I IN DATABASE %I SET search_path = %I', 'hoso_' || service, current_database(), service) FROM wanted \gexec
