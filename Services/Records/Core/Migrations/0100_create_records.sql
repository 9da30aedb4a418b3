CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

-- The form in which text is compared without diacritics (R9). unaccent() is only STABLE because its dictionary
-- could change; naming the dictionary makes the promise that IMMUTABLE needs.
CREATE FUNCTION search_form(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, NFC)));

CREATE TABLE filing_plans (
    agency_code text        NOT NULL,
    year        integer     NOT NULL,
    state       text        NOT NULL,
    changed_by  text        NOT NULL,
    changed_at  timestamptz NOT NULL,

    CONSTRAINT filing_plans_pkey PRIMARY KEY (agency_code, year),
    CONSTRAINT filing_plans_state_known CHECK (state IN ('draft', 'approved', 'inForce', 'closed'))
);

CREATE TABLE filing_plan_entries (
    agency_code     text    NOT NULL,
    year            integer NOT NULL,
    notation        text    NOT NULL,
    heading_ordinal text    NOT NULL,
    heading_title   text    NOT NULL,
    place           integer NOT NULL,
    title           text    NOT NULL,
    retention_years integer NOT NULL,
    creator         text    NOT NULL,
    note            text    NOT NULL,
    last_ordinal    bigint  NOT NULL DEFAULT 0,

    CONSTRAINT filing_plan_entries_pkey PRIMARY KEY (agency_code, year, notation),
    CONSTRAINT filing_plan_entries_plan FOREIGN KEY (agency_code, year) REFERENCES filing_plans,
    CONSTRAINT filing_plan_entries_retention CHECK (retention_years BETWEEN 0 AND 70)
);

CREATE TABLE work_records (
    id               uuid        NOT NULL,
    file_code        text        NOT NULL,
    title            text        NOT NULL,
    agency_code      text        NOT NULL,
    year             integer     NOT NULL,
    plan_notation    text        NOT NULL,
    retention_years  integer     NOT NULL,
    creator          text        NOT NULL,
    dossier_code     text        NOT NULL,
    opened_at        timestamptz NOT NULL,
    state            text        NOT NULL,
    document_count   integer     NOT NULL,
    dossier_finished boolean     NOT NULL,
    closed_at        timestamptz,
    closed_by        text,
    version          bigint      NOT NULL,

    CONSTRAINT work_records_pkey PRIMARY KEY (id),
    CONSTRAINT work_records_file_code UNIQUE (file_code),
    CONSTRAINT work_records_state_known CHECK (state IN ('open', 'collecting', 'closed')),
    CONSTRAINT work_records_closed_at_with_state CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CONSTRAINT work_records_retention CHECK (retention_years BETWEEN 0 AND 70)
);

-- Every dossier has one work record (R56).
CREATE UNIQUE INDEX work_records_dossier ON work_records (dossier_code) WHERE dossier_code <> '';
CREATE INDEX work_records_by_agency ON work_records (agency_code, id DESC);

CREATE TABLE expected_papers (
    dossier_code   text    NOT NULL,
    component_code text    NOT NULL,
    name           text    NOT NULL,
    required       boolean NOT NULL,

    CONSTRAINT expected_papers_pkey PRIMARY KEY (dossier_code, component_code)
);

CREATE TABLE documents (
    id              uuid        NOT NULL,
    paper_id        uuid        NOT NULL,
    owner_id        text        NOT NULL,
    result_code     text        NOT NULL,
    paper_type_code text        NOT NULL,
    title           text        NOT NULL,
    role            text        NOT NULL,
    file_sha256     bytea       NOT NULL,
    file_size_bytes bigint      NOT NULL,
    pages           integer     NOT NULL,
    fields          jsonb       NOT NULL,
    dossier_code    text        NOT NULL,
    component_code  text        NOT NULL,
    signed_valid    boolean     NOT NULL,
    content         text        NOT NULL,
    reuse_count     integer     NOT NULL DEFAULT 0,
    stored_at       timestamptz NOT NULL,
    words           tsvector    GENERATED ALWAYS AS (to_tsvector('simple', search_form(content))) STORED,
    exact_words     tsvector    GENERATED ALWAYS AS (to_tsvector('simple', lower(normalize(content, NFC) COLLATE "vi-x-icu"))) STORED,

    CONSTRAINT documents_pkey PRIMARY KEY (id),
    CONSTRAINT documents_paper UNIQUE (paper_id),
    CONSTRAINT documents_result_code UNIQUE (result_code),
    CONSTRAINT documents_role_known CHECK (role IN ('component', 'result')),
    CONSTRAINT documents_digest_length CHECK (octet_length(file_sha256) = 32)
);

CREATE INDEX documents_by_owner ON documents (owner_id, paper_type_code, stored_at DESC);
CREATE INDEX documents_by_dossier ON documents (dossier_code);
CREATE INDEX documents_words ON documents USING gin (words);

-- Where a document serves: in the dossier it came from and in every later one that used it again (R19, R45).
CREATE TABLE document_uses (
    document_id    uuid        NOT NULL,
    dossier_code   text        NOT NULL,
    component_code text        NOT NULL,
    used_at        timestamptz NOT NULL,

    CONSTRAINT document_uses_pkey PRIMARY KEY (document_id, dossier_code, component_code),
    CONSTRAINT document_uses_document FOREIGN KEY (document_id) REFERENCES documents
);

CREATE INDEX document_uses_by_dossier ON document_uses (dossier_code);

-- One document may belong to many records without a copy of the file (R45).
CREATE TABLE record_documents (
    record_id      uuid        NOT NULL,
    ordinal        integer     NOT NULL,
    document_id    uuid        NOT NULL,
    component_code text        NOT NULL,
    filed_at       timestamptz NOT NULL,

    CONSTRAINT record_documents_pkey PRIMARY KEY (record_id, ordinal),
    CONSTRAINT record_documents_once UNIQUE (record_id, document_id, component_code),
    CONSTRAINT record_documents_record FOREIGN KEY (record_id) REFERENCES work_records,
    CONSTRAINT record_documents_document FOREIGN KEY (document_id) REFERENCES documents
);
