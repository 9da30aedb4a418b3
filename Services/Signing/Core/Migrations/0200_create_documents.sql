-- How an agency's documents run; a stored version never changes, because running documents keep theirs.
CREATE TABLE document_processes (
    agency_code text        NOT NULL,
    version     int         NOT NULL,
    content     jsonb       NOT NULL,
    imported_by text        NOT NULL,
    imported_at timestamptz NOT NULL,

    CONSTRAINT document_processes_pkey PRIMARY KEY (agency_code, version),
    CONSTRAINT document_processes_version_positive CHECK (version > 0)
);

-- What lists and counts need; everything here follows from the facts.
CREATE TABLE documents (
    id              uuid        NOT NULL,
    agency_code     text        NOT NULL,
    process_version int         NOT NULL,
    type            text        NOT NULL,
    subject         text        NOT NULL,
    unit_code       text        NOT NULL,
    drafter_code    text        NOT NULL,
    state           text        NOT NULL,
    position        int         NOT NULL,
    idempotency_key text        NOT NULL,
    fingerprint     bytea       NOT NULL,
    drafted_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,

    CONSTRAINT documents_pkey PRIMARY KEY (id),
    CONSTRAINT documents_idempotency_key UNIQUE (idempotency_key),
    CONSTRAINT documents_process FOREIGN KEY (agency_code, process_version) REFERENCES document_processes (agency_code, version),
    CONSTRAINT documents_position_positive CHECK (position > 0),
    CONSTRAINT documents_fingerprint_length CHECK (octet_length(fingerprint) = 32)
);

-- What is on its way in an agency; a leaver's part in it is handed over (R59).
CREATE INDEX documents_running ON documents (agency_code, id) WHERE state NOT IN ('issued', 'recalled', 'abandoned');

-- The whole history (R50). A document is what its facts add up to.
CREATE TABLE document_facts (
    document_id uuid        NOT NULL,
    position    int         NOT NULL,
    fact        jsonb       NOT NULL,
    actor       text        NOT NULL,
    happened_at timestamptz NOT NULL,

    CONSTRAINT document_facts_pkey PRIMARY KEY (document_id, position),
    CONSTRAINT document_facts_document FOREIGN KEY (document_id) REFERENCES documents (id),
    CONSTRAINT document_facts_position_positive CHECK (position > 0)
);

-- Who saw which state of a document first when, and who was not let (R76).
CREATE TABLE document_views (
    document_id  uuid        NOT NULL,
    officer_code text        NOT NULL,
    position     int         NOT NULL,
    is_refused   boolean     NOT NULL,
    seen_at      timestamptz NOT NULL,

    CONSTRAINT document_views_pkey PRIMARY KEY (document_id, officer_code, position, is_refused),
    CONSTRAINT document_views_document FOREIGN KEY (document_id) REFERENCES documents (id)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER document_facts_append_only BEFORE UPDATE OR DELETE ON document_facts
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_facts_not_emptied BEFORE TRUNCATE ON document_facts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_views_append_only BEFORE UPDATE OR DELETE ON document_views
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_processes_append_only BEFORE UPDATE OR DELETE ON document_processes
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What waits for whom: one row for each officer who could do it, so that a list is one walk along one index.
CREATE TABLE document_tasks (
    document_id  uuid        NOT NULL,
    kind         text        NOT NULL,
    opinion      int         NOT NULL,
    officer_code text        NOT NULL,
    agency_code  text        NOT NULL,
    since        timestamptz NOT NULL,
    due_at       timestamptz,

    CONSTRAINT document_tasks_pkey PRIMARY KEY (document_id, kind, opinion, officer_code),
    CONSTRAINT document_tasks_document FOREIGN KEY (document_id) REFERENCES documents (id),
    CONSTRAINT document_tasks_kind_known CHECK (
        kind IN ('draft', 'opinion', 'approval', 'contentCheck', 'formatCheck', 'signature', 'number', 'seal', 'issue'))
);

CREATE INDEX document_tasks_officer ON document_tasks (officer_code, since, document_id, kind, opinion) INCLUDE (due_at);

-- What waits at a unit, once however many could do it.
CREATE TABLE document_unit_tasks (
    document_id uuid        NOT NULL,
    kind        text        NOT NULL,
    opinion     int         NOT NULL,
    agency_code text        NOT NULL,
    unit_code   text        NOT NULL,
    since       timestamptz NOT NULL,
    due_at      timestamptz,

    CONSTRAINT document_unit_tasks_pkey PRIMARY KEY (document_id, kind, opinion),
    CONSTRAINT document_unit_tasks_document FOREIGN KEY (document_id) REFERENCES documents (id)
);

CREATE INDEX document_unit_tasks_unit
    ON document_unit_tasks (agency_code, unit_code, since, document_id, kind, opinion) INCLUDE (due_at);

-- The last number of each yearly series. Its row is held until the document that got the number is stored, so that
-- numbers are given in the order of their dates and none is lost (Decree 30/2020, article 15).
CREATE TABLE number_series (
    agency_code text NOT NULL,
    year        int  NOT NULL,
    series      text NOT NULL,
    last_number int  NOT NULL,

    CONSTRAINT number_series_pkey PRIMARY KEY (agency_code, year, series),
    CONSTRAINT number_series_positive CHECK (last_number >= 0)
);

-- What became of every number: none is skipped without a reason.
CREATE TABLE numbers (
    agency_code     text        NOT NULL,
    year            int         NOT NULL,
    series          text        NOT NULL,
    number          int         NOT NULL,
    state           text        NOT NULL,
    notation        text        NOT NULL,
    dated           date        NOT NULL,
    document_id     uuid,
    reason          text        NOT NULL,
    officer_code    text        NOT NULL,
    taken_at        timestamptz NOT NULL,
    reserved_until  timestamptz,
    idempotency_key text,

    CONSTRAINT numbers_pkey PRIMARY KEY (agency_code, year, series, number),
    CONSTRAINT numbers_document UNIQUE (document_id),
    CONSTRAINT numbers_idempotency_key UNIQUE (idempotency_key),
    CONSTRAINT numbers_series FOREIGN KEY (agency_code, year, series) REFERENCES number_series (agency_code, year, series),
    CONSTRAINT numbers_document_known FOREIGN KEY (document_id) REFERENCES documents (id),
    CONSTRAINT numbers_positive CHECK (number > 0),
    CONSTRAINT numbers_state_known CHECK (state IN ('assigned', 'reserved', 'used', 'skipped')),
    CONSTRAINT numbers_document_with_state CHECK ((state = 'assigned') = (document_id IS NOT NULL)),
    CONSTRAINT numbers_reserved_with_end CHECK (state <> 'reserved' OR reserved_until IS NOT NULL),
    CONSTRAINT numbers_reason_given CHECK (state NOT IN ('reserved', 'used', 'skipped') OR reason <> '')
);

CREATE INDEX numbers_reserved ON numbers (agency_code, year, series, reserved_until) WHERE state = 'reserved';
