-- Who receives, directs and handles; a stored version never changes, because running documents keep theirs.
CREATE TABLE receptions (
    agency_code text        NOT NULL,
    version     int         NOT NULL,
    content     jsonb       NOT NULL,
    imported_by text        NOT NULL,
    imported_at timestamptz NOT NULL,

    CONSTRAINT receptions_pkey PRIMARY KEY (agency_code, version),
    CONSTRAINT receptions_version_positive CHECK (version > 0)
);

-- What lists, numbers and the search for duplicates need; everything here follows from the facts.
CREATE TABLE incoming (
    id                 uuid        NOT NULL,
    agency_code        text        NOT NULL,
    reception_version  int         NOT NULL,
    author_code        text        NOT NULL,
    author_name        text        NOT NULL,
    notation           text        NOT NULL,
    dated              date        NOT NULL,
    subject            text        NOT NULL,
    file_sha256        text,
    source_document_id uuid,
    state              text        NOT NULL,
    position           int         NOT NULL,
    arrival_year       int,
    arrival_number     int,
    idempotency_key    text,
    fingerprint        bytea,
    arrived_at         timestamptz NOT NULL,
    changed_at         timestamptz NOT NULL,

    CONSTRAINT incoming_pkey PRIMARY KEY (id),
    CONSTRAINT incoming_idempotency_key UNIQUE (idempotency_key),
    CONSTRAINT incoming_source UNIQUE (agency_code, source_document_id),
    CONSTRAINT incoming_arrival UNIQUE (agency_code, arrival_year, arrival_number),
    CONSTRAINT incoming_reception FOREIGN KEY (agency_code, reception_version) REFERENCES receptions (agency_code, version),
    CONSTRAINT incoming_position_positive CHECK (position > 0),
    CONSTRAINT incoming_arrival_whole CHECK ((arrival_year IS NULL) = (arrival_number IS NULL)),
    CONSTRAINT incoming_fingerprint_length CHECK (octet_length(fingerprint) = 32),
    CONSTRAINT incoming_state_known CHECK (
        state IN ('registration', 'direction', 'handling', 'done', 'refused', 'removal', 'removed'))
);

-- Duplicates: the same file, or the same number and notation of the same author (R21).
CREATE INDEX incoming_same_file ON incoming (agency_code, file_sha256) WHERE file_sha256 IS NOT NULL;
CREATE INDEX incoming_same_notation ON incoming (agency_code, notation);
CREATE INDEX incoming_same_source ON incoming (source_document_id) WHERE source_document_id IS NOT NULL;

-- What is not done in an agency; a leaver's part in it is handed over (R59).
CREATE INDEX incoming_running ON incoming (agency_code, id) WHERE state NOT IN ('done', 'refused', 'removed');

-- The whole history (R50).
CREATE TABLE incoming_facts (
    incoming_id uuid        NOT NULL,
    position    int         NOT NULL,
    fact        jsonb       NOT NULL,
    actor       text        NOT NULL,
    happened_at timestamptz NOT NULL,

    CONSTRAINT incoming_facts_pkey PRIMARY KEY (incoming_id, position),
    CONSTRAINT incoming_facts_incoming FOREIGN KEY (incoming_id) REFERENCES incoming (id),
    CONSTRAINT incoming_facts_position_positive CHECK (position > 0)
);

-- Who saw which state of a document first when, and who was not let (R76).
CREATE TABLE incoming_views (
    incoming_id  uuid        NOT NULL,
    officer_code text        NOT NULL,
    position     int         NOT NULL,
    is_refused   boolean     NOT NULL,
    seen_at      timestamptz NOT NULL,

    CONSTRAINT incoming_views_pkey PRIMARY KEY (incoming_id, officer_code, position, is_refused),
    CONSTRAINT incoming_views_incoming FOREIGN KEY (incoming_id) REFERENCES incoming (id)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER incoming_facts_append_only BEFORE UPDATE OR DELETE ON incoming_facts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incoming_facts_not_emptied BEFORE TRUNCATE ON incoming_facts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incoming_views_append_only BEFORE UPDATE OR DELETE ON incoming_views
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receptions_append_only BEFORE UPDATE OR DELETE ON receptions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What waits for whom: one row for each officer who could do it.
CREATE TABLE incoming_tasks (
    incoming_id  uuid        NOT NULL,
    kind         text        NOT NULL,
    officer_code text        NOT NULL,
    agency_code  text        NOT NULL,
    since        timestamptz NOT NULL,
    due_at       timestamptz,

    CONSTRAINT incoming_tasks_pkey PRIMARY KEY (incoming_id, kind, officer_code),
    CONSTRAINT incoming_tasks_incoming FOREIGN KEY (incoming_id) REFERENCES incoming (id),
    CONSTRAINT incoming_tasks_kind_known CHECK (kind IN ('registration', 'direction', 'handling', 'cooperation', 'removal'))
);

CREATE INDEX incoming_tasks_officer ON incoming_tasks (officer_code, since, incoming_id, kind) INCLUDE (due_at);

-- What waits at a unit.
CREATE TABLE incoming_unit_tasks (
    incoming_id uuid        NOT NULL,
    kind        text        NOT NULL,
    agency_code text        NOT NULL,
    unit_code   text        NOT NULL,
    since       timestamptz NOT NULL,
    due_at      timestamptz,

    CONSTRAINT incoming_unit_tasks_pkey PRIMARY KEY (incoming_id, kind, unit_code),
    CONSTRAINT incoming_unit_tasks_incoming FOREIGN KEY (incoming_id) REFERENCES incoming (id)
);

CREATE INDEX incoming_unit_tasks_unit ON incoming_unit_tasks (agency_code, unit_code, since, incoming_id, kind) INCLUDE (due_at);

-- The last arrival number of each agency and year; the row is held until the document that got the number is stored.
CREATE TABLE arrival_series (
    agency_code text NOT NULL,
    year        int  NOT NULL,
    last_number int  NOT NULL,

    CONSTRAINT arrival_series_pkey PRIMARY KEY (agency_code, year),
    CONSTRAINT arrival_series_positive CHECK (last_number > 0)
);
