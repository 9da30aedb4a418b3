-- Packages that came from elsewhere, and records of the 2019 data standard (R51, R58). The file is the key: the same bytes are
-- taken in once. A row that waits is work that is due; findings say what a person has to mend.
CREATE TABLE archive_imports (
    id              uuid        NOT NULL,
    sha256          bytea       NOT NULL,
    size_bytes      bigint      NOT NULL,
    agency_code     text        NOT NULL,
    archive_code    text        NOT NULL DEFAULT '',
    retention_years integer,
    officer_code    text        NOT NULL,
    asked_at        timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    leased_until    timestamptz NOT NULL,
    attempt         integer     NOT NULL DEFAULT 0,
    state           text        NOT NULL DEFAULT 'waiting',
    kind            text        NOT NULL DEFAULT '',
    object_id       text        NOT NULL DEFAULT '',
    record_id       uuid,
    file_code       text        NOT NULL DEFAULT '',
    documents       integer     NOT NULL DEFAULT 0,
    head            jsonb       NOT NULL DEFAULT '{}',
    findings        jsonb       NOT NULL DEFAULT '[]',
    failure         text        NOT NULL DEFAULT '',
    decided_at      timestamptz,

    CONSTRAINT archive_imports_pkey PRIMARY KEY (id),
    CONSTRAINT archive_imports_file UNIQUE (sha256),
    CONSTRAINT archive_imports_record FOREIGN KEY (record_id) REFERENCES work_records,
    CONSTRAINT archive_imports_digest_length CHECK (octet_length(sha256) = 32),
    CONSTRAINT archive_imports_state_known CHECK (state IN ('waiting', 'imported', 'refused')),
    CONSTRAINT archive_imports_imported CHECK ((state = 'imported') = (record_id IS NOT NULL)),
    CONSTRAINT archive_imports_decided CHECK ((state = 'waiting') = (decided_at IS NULL)),
    CONSTRAINT archive_imports_retention CHECK (retention_years BETWEEN 0 AND 70)
);

CREATE INDEX archive_imports_due ON archive_imports (due_at, id) WHERE state = 'waiting' AND failure = '';
CREATE INDEX archive_imports_by_record ON archive_imports (record_id) WHERE record_id IS NOT NULL;

-- What a package said about a document, and its process file (R50), so that both leave again as they came.
CREATE TABLE imported_documents (
    record_id          uuid   NOT NULL,
    document_id        uuid   NOT NULL,
    import_id          uuid   NOT NULL,
    media_type         text   NOT NULL,
    file_extension     text   NOT NULL,
    values             jsonb  NOT NULL,
    process_sha256     bytea,
    process_size_bytes bigint NOT NULL DEFAULT 0,
    process_extension  text   NOT NULL DEFAULT 'xml',

    CONSTRAINT imported_documents_pkey PRIMARY KEY (record_id, document_id),
    CONSTRAINT imported_documents_import FOREIGN KEY (import_id) REFERENCES archive_imports,
    CONSTRAINT imported_documents_document FOREIGN KEY (document_id) REFERENCES documents,
    CONSTRAINT imported_documents_digest_length CHECK (coalesce(octet_length(process_sha256), 32) = 32)
);

CREATE INDEX imported_documents_by_import ON imported_documents (import_id);

CREATE FUNCTION keep_import_file() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN PERFORM keep_stored_file(NEW.sha256, NEW.size_bytes, NEW.decided_at); RETURN NEW; END $$;

CREATE TRIGGER archive_imports_keep_file AFTER UPDATE OF state ON archive_imports
    FOR EACH ROW WHEN (NEW.state = 'imported') EXECUTE FUNCTION keep_import_file();

CREATE FUNCTION keep_process_file() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN PERFORM keep_stored_file(NEW.process_sha256, NEW.process_size_bytes, now()); RETURN NEW; END $$;

CREATE TRIGGER imported_documents_keep_file AFTER INSERT ON imported_documents
    FOR EACH ROW EXECUTE FUNCTION keep_process_file();
