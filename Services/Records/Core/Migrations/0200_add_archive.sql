-- What was taken out of a record does not count any more, and its ordinal is still never given again.
ALTER TABLE work_records ADD COLUMN last_ordinal integer NOT NULL DEFAULT 0;
UPDATE work_records
SET last_ordinal = document_count,
    document_count = (
        SELECT count(*) FROM record_documents
        WHERE record_documents.record_id = work_records.id AND record_documents.removed_at IS NULL);

-- Handing closed records to the archive (R48, R51). Minutes are files; who signed them is on record.
CREATE TABLE archive_transfers (
    id                    uuid        NOT NULL,
    agency_code           text        NOT NULL,
    agency_name           text        NOT NULL,
    archive_code          text        NOT NULL,
    archive_name          text        NOT NULL,
    fonds_code            text        NOT NULL,
    year                  integer     NOT NULL,
    ordinal               integer     NOT NULL,
    state                 text        NOT NULL,
    minutes_sha256        bytea,
    minutes_size_bytes    bigint      NOT NULL DEFAULT 0,
    giver_sha256          bytea,
    giver_size_bytes      bigint      NOT NULL DEFAULT 0,
    giver_code            text        NOT NULL DEFAULT '',
    signed_sha256         bytea,
    signed_size_bytes     bigint      NOT NULL DEFAULT 0,
    receiver_code         text        NOT NULL DEFAULT '',
    decided_by            text        NOT NULL DEFAULT '',
    reason                text        NOT NULL DEFAULT '',
    opened_by             text        NOT NULL,
    opened_at             timestamptz NOT NULL,

    CONSTRAINT archive_transfers_pkey PRIMARY KEY (id),
    CONSTRAINT archive_transfers_ordinal UNIQUE (agency_code, year, ordinal),
    CONSTRAINT archive_transfers_state_known CHECK
        (state IN ('packing', 'minuted', 'giverSigned', 'bothSigned', 'accepted', 'returned')),
    CONSTRAINT archive_transfers_digests CHECK (
        coalesce(octet_length(minutes_sha256), 32) = 32 AND coalesce(octet_length(giver_sha256), 32) = 32
        AND coalesce(octet_length(signed_sha256), 32) = 32),
    CONSTRAINT archive_transfers_accepted_signed CHECK (state <> 'accepted' OR signed_sha256 IS NOT NULL)
);

CREATE INDEX archive_transfers_by_agency ON archive_transfers (agency_code, id DESC);
CREATE INDEX archive_transfers_packing ON archive_transfers (id) WHERE state = 'packing';

CREATE TABLE archive_transfer_records (
    transfer_id uuid    NOT NULL,
    place       integer NOT NULL,
    record_id   uuid    NOT NULL,
    days_late   integer NOT NULL,

    CONSTRAINT archive_transfer_records_pkey PRIMARY KEY (transfer_id, place),
    CONSTRAINT archive_transfer_records_once UNIQUE (transfer_id, record_id),
    CONSTRAINT archive_transfer_records_transfer FOREIGN KEY (transfer_id) REFERENCES archive_transfers,
    CONSTRAINT archive_transfer_records_record FOREIGN KEY (record_id) REFERENCES work_records
);

CREATE INDEX archive_transfer_records_by_record ON archive_transfer_records (record_id);

-- Packages made and to be made. A row without a file and without a failure is work that is due.
CREATE TABLE archive_packages (
    id             uuid        NOT NULL,
    kind           text        NOT NULL,
    record_id      uuid        NOT NULL,
    transfer_id    uuid,
    request        jsonb       NOT NULL DEFAULT 'null',
    officer_code   text        NOT NULL,
    asked_at       timestamptz NOT NULL,
    due_at         timestamptz NOT NULL,
    leased_until   timestamptz NOT NULL,
    attempt        integer     NOT NULL DEFAULT 0,
    object_id      text        NOT NULL DEFAULT '',
    file_name      text        NOT NULL DEFAULT '',
    sha256         bytea,
    size_bytes     bigint      NOT NULL DEFAULT 0,
    documents      integer     NOT NULL DEFAULT 0,
    made_at        timestamptz,
    failure        text        NOT NULL DEFAULT '',

    CONSTRAINT archive_packages_pkey PRIMARY KEY (id),
    CONSTRAINT archive_packages_record FOREIGN KEY (record_id) REFERENCES work_records,
    CONSTRAINT archive_packages_transfer FOREIGN KEY (transfer_id) REFERENCES archive_transfers,
    CONSTRAINT archive_packages_kind_known CHECK (kind IN ('SIP', 'AIP', 'DIP')),
    CONSTRAINT archive_packages_made CHECK ((sha256 IS NULL) = (made_at IS NULL) AND coalesce(octet_length(sha256), 32) = 32)
);

CREATE INDEX archive_packages_due ON archive_packages (due_at, id) WHERE made_at IS NULL AND failure = '';
CREATE INDEX archive_packages_by_record ON archive_packages (record_id, id DESC);
CREATE INDEX archive_packages_by_transfer ON archive_packages (transfer_id) WHERE transfer_id IS NOT NULL;

-- The health of every stored file (R57): the whole store is checked again and again, each result is kept.
CREATE TABLE stored_files (
    sha256       bytea       NOT NULL,
    size_bytes   bigint      NOT NULL,
    due_at       timestamptz NOT NULL,
    leased_until timestamptz NOT NULL,
    checked_at   timestamptz,
    outcome      text        NOT NULL DEFAULT 'unchecked',
    faulty_since timestamptz,

    CONSTRAINT stored_files_pkey PRIMARY KEY (sha256),
    CONSTRAINT stored_files_digest_length CHECK (octet_length(sha256) = 32),
    CONSTRAINT stored_files_outcome_known CHECK (outcome IN ('unchecked', 'intact', 'damaged', 'missing')),
    CONSTRAINT stored_files_faulty CHECK ((outcome IN ('damaged', 'missing')) = (faulty_since IS NOT NULL))
);

CREATE INDEX stored_files_due ON stored_files (due_at, sha256);
CREATE INDEX stored_files_faults ON stored_files (faulty_since, sha256) WHERE faulty_since IS NOT NULL;

CREATE TABLE file_checks (
    sha256     bytea       NOT NULL,
    checked_at timestamptz NOT NULL,
    outcome    text        NOT NULL,

    CONSTRAINT file_checks_pkey PRIMARY KEY (sha256, checked_at)
);

CREATE TRIGGER file_checks_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON file_checks
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whatever table names a file, the file is checked: nobody has to remember it.
CREATE FUNCTION keep_stored_file(digest bytea, size bigint, at timestamptz) RETURNS void
LANGUAGE sql
AS $$
    INSERT INTO stored_files (sha256, size_bytes, due_at, leased_until)
    SELECT digest, size, at, at WHERE digest IS NOT NULL
    ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION keep_document_file() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN PERFORM keep_stored_file(NEW.file_sha256, NEW.file_size_bytes, NEW.stored_at); RETURN NEW; END $$;

CREATE TRIGGER documents_keep_file AFTER INSERT OR UPDATE OF file_sha256 ON documents
    FOR EACH ROW EXECUTE FUNCTION keep_document_file();

CREATE FUNCTION keep_package_file() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN PERFORM keep_stored_file(NEW.sha256, NEW.size_bytes, NEW.made_at); RETURN NEW; END $$;

CREATE TRIGGER archive_packages_keep_file AFTER UPDATE OF sha256 ON archive_packages
    FOR EACH ROW WHEN (NEW.sha256 IS NOT NULL) EXECUTE FUNCTION keep_package_file();

CREATE FUNCTION keep_minutes_files() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM keep_stored_file(NEW.minutes_sha256, NEW.minutes_size_bytes, NEW.opened_at);
    PERFORM keep_stored_file(NEW.giver_sha256, NEW.giver_size_bytes, NEW.opened_at);
    PERFORM keep_stored_file(NEW.signed_sha256, NEW.signed_size_bytes, NEW.opened_at);
    RETURN NEW;
END $$;

CREATE TRIGGER archive_transfers_keep_files AFTER UPDATE ON archive_transfers
    FOR EACH ROW EXECUTE FUNCTION keep_minutes_files();

INSERT INTO stored_files (sha256, size_bytes, due_at, leased_until)
SELECT file_sha256, max(file_size_bytes), min(stored_at), min(stored_at) FROM documents WHERE file_sha256 IS NOT NULL GROUP BY 1;

-- Documents that came by themselves and that no rule could file: a person does (R43).
CREATE TABLE unfiled_documents (
    document_id  uuid        NOT NULL,
    agency_code  text        NOT NULL,
    reason       text        NOT NULL,
    entries      text[]      NOT NULL DEFAULT '{}',
    officer_code text        NOT NULL,
    since_at     timestamptz NOT NULL,

    CONSTRAINT unfiled_documents_pkey PRIMARY KEY (document_id, agency_code),
    CONSTRAINT unfiled_documents_document FOREIGN KEY (document_id) REFERENCES documents,
    CONSTRAINT unfiled_documents_reason_known CHECK (reason IN ('noPlan', 'noRule', 'manyRules', 'recordClosed'))
);

CREATE INDEX unfiled_documents_by_agency ON unfiled_documents (agency_code, document_id);
