-- What the records of an entry must hold, as the JSON form of CompletenessContract; `{}` is the usual contract.
ALTER TABLE filing_plan_entries ADD COLUMN contract jsonb NOT NULL DEFAULT '{}';

ALTER TABLE work_records
    ADD COLUMN keeper          text    NOT NULL DEFAULT '',
    ADD COLUMN language        text    NOT NULL DEFAULT '',
    ADD COLUMN access_mode     text    NOT NULL DEFAULT '',
    ADD COLUMN shelf_place     text    NOT NULL DEFAULT '',
    ADD COLUMN ended_on        date,
    ADD COLUMN happened        text[]  NOT NULL DEFAULT '{}',
    ADD COLUMN excluded        boolean NOT NULL DEFAULT false,
    ADD COLUMN hold_reason     text    NOT NULL DEFAULT '',
    ADD COLUMN kept_back_until date,
    ADD COLUMN archived_on     date,
    DROP CONSTRAINT work_records_state_known,
    DROP CONSTRAINT work_records_closed_at_with_state,
    ADD CONSTRAINT work_records_state_known CHECK (state IN
        ('open', 'collecting', 'closed', 'submitted', 'returned', 'archived', 'destructionProposed', 'destroyed')),
    ADD CONSTRAINT work_records_closed_at_with_state CHECK ((state IN ('open', 'collecting')) = (closed_at IS NULL));

-- The work of what is closed ended at the latest on that day; of what is open nobody noted it, and people are asked.
UPDATE work_records SET ended_on = (closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date WHERE closed_at IS NOT NULL;

CREATE INDEX work_records_to_transfer ON work_records (ended_on, id) WHERE state IN ('closed', 'returned', 'submitted');
CREATE INDEX work_records_closed_lately ON work_records (closed_at) WHERE closed_at IS NOT NULL;

-- Documents that never were a citizen's paper have no paper, no result code, and paper has no file.
ALTER TABLE documents
    ALTER COLUMN paper_id DROP NOT NULL,
    ALTER COLUMN result_code DROP NOT NULL,
    ALTER COLUMN file_sha256 DROP NOT NULL,
    ADD COLUMN form                  text    NOT NULL DEFAULT 'digitized',
    ADD COLUMN number                text    NOT NULL DEFAULT '',
    ADD COLUMN notation              text    NOT NULL DEFAULT '',
    ADD COLUMN issued_on             date,
    ADD COLUMN issuer                text    NOT NULL DEFAULT '',
    ADD COLUMN language              text    NOT NULL DEFAULT '',
    ADD COLUMN signer_name           text    NOT NULL DEFAULT '',
    ADD COLUMN signatures            jsonb   NOT NULL DEFAULT '[]',
    ADD COLUMN attachments_announced integer NOT NULL DEFAULT 0,
    ADD COLUMN attached_to           uuid,
    ADD COLUMN issued_from           uuid,
    ADD COLUMN recalled              boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT documents_form_known CHECK
        (form IN ('draft', 'issued', 'received', 'digitized', 'attachment', 'paper')),
    ADD CONSTRAINT documents_paper_has_no_file CHECK ((form = 'paper') = (file_sha256 IS NULL));

-- Digitized papers were stored only after their officer's signature was found valid.
UPDATE documents
SET signatures = '[{"kind": "SIGNATURE_KIND_PERSONAL", "verdict": "SIGNATURE_VERDICT_VALID"}]'
WHERE signed_valid;

-- What is taken out of a record stays on record; the same document may come back later.
ALTER TABLE record_documents
    ADD COLUMN filed_by   text NOT NULL DEFAULT '',
    ADD COLUMN removed_at timestamptz,
    DROP CONSTRAINT record_documents_once;

CREATE UNIQUE INDEX record_documents_once ON record_documents (record_id, document_id, component_code)
    WHERE removed_at IS NULL;

-- What somebody has to bring (R46). Closed tasks stay: they tell how long things took.
CREATE TABLE completion_tasks (
    id             uuid        NOT NULL,
    record_id      uuid        NOT NULL,
    gap_key        text        NOT NULL,
    kind           text        NOT NULL,
    ordinal        integer     NOT NULL,
    document_title text        NOT NULL,
    fingerprint    text        NOT NULL,
    sentence_vi    text        NOT NULL,
    sentence_en    text        NOT NULL,
    officer_code   text        NOT NULL,
    unit           text        NOT NULL,
    due_on         date        NOT NULL,
    opened_at      timestamptz NOT NULL,
    closed_at      timestamptz,

    CONSTRAINT completion_tasks_pkey PRIMARY KEY (id),
    CONSTRAINT completion_tasks_record FOREIGN KEY (record_id) REFERENCES work_records
);

CREATE UNIQUE INDEX completion_tasks_open ON completion_tasks (record_id, gap_key) WHERE closed_at IS NULL;
CREATE INDEX completion_tasks_by_officer ON completion_tasks (officer_code, due_on, id) WHERE closed_at IS NULL;
CREATE INDEX completion_tasks_by_date ON completion_tasks (due_on, id) WHERE closed_at IS NULL;

-- The ledger of records that do not count (R46, R74). Each entry is sealed over itself and the seal before it, so that
-- whoever changes or removes one has to change every later one.
CREATE TABLE exclusions (
    ordinal      bigint      NOT NULL,
    id           uuid        NOT NULL,
    agency_code  text        NOT NULL,
    year         integer     NOT NULL,
    rule         text        NOT NULL,
    secrecy      text        NOT NULL,
    reason       text        NOT NULL,
    count        integer     NOT NULL,
    file_code    text        NOT NULL,
    officer_code text        NOT NULL,
    decided_at   timestamptz NOT NULL,
    seal         bytea       NOT NULL,

    CONSTRAINT exclusions_pkey PRIMARY KEY (ordinal),
    CONSTRAINT exclusions_id UNIQUE (id),
    CONSTRAINT exclusions_rule_known CHECK (rule IN ('stateSecret', 'complexComponents', 'other')),
    CONSTRAINT exclusions_secrets_say_nothing CHECK
        (rule <> 'stateSecret' OR (reason = '' AND file_code = '' AND secrecy <> ''))
);

CREATE FUNCTION exclusion_seal(entry exclusions, before bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE
RETURN sha256(
    before || convert_to(
        jsonb_build_array(
            entry.ordinal, entry.id, entry.agency_code, entry.year, entry.rule, entry.secrecy, entry.reason, entry.count,
            entry.file_code, entry.officer_code, (extract(epoch FROM entry.decided_at) * 1000000)::bigint)::text,
        'UTF8'));

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'the table % is only appended to', TG_TABLE_NAME; END $$;

CREATE TRIGGER exclusions_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON exclusions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was done with a record on somebody's word: removals, steps after closing, holds.
CREATE TABLE record_acts (
    id           uuid        NOT NULL,
    record_id    uuid        NOT NULL,
    act          text        NOT NULL,
    ordinal      integer     NOT NULL,
    reason       text        NOT NULL,
    decision     text        NOT NULL,
    officer_code text        NOT NULL,
    happened_at  timestamptz NOT NULL,

    CONSTRAINT record_acts_pkey PRIMARY KEY (id),
    CONSTRAINT record_acts_record FOREIGN KEY (record_id) REFERENCES work_records
);

CREATE INDEX record_acts_by_record ON record_acts (record_id, id);

CREATE TRIGGER record_acts_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON record_acts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
