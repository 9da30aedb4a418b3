-- Papers on their way (R22), the recognition work that waits, and the ordinals of result codes (R26).
CREATE TABLE papers (
    id                   uuid        NOT NULL,
    idempotency_key      text        NOT NULL,
    dossier_id           uuid        NOT NULL,
    dossier_code         text        NOT NULL,
    component_code       text        NOT NULL,
    paper_type_code      text        NOT NULL,
    role                 text        NOT NULL,
    owner_id             text        NOT NULL,
    agency_code          text        NOT NULL,
    officer_code         text        NOT NULL,
    title                text        NOT NULL,
    declared_pages       integer     NOT NULL,
    minimum_dpi          integer     NOT NULL,
    secrecy              text        NOT NULL,
    scan_sha256          bytea,
    scan_size_bytes      bigint,
    scan_media_type      text,
    received_at          timestamptz NOT NULL,
    state                text        NOT NULL,
    findings             jsonb       NOT NULL DEFAULT '[]',
    e_copy_sha256        bytea,
    e_copy_size_bytes    bigint,
    text_sha256          bytea,
    text_size_bytes      bigint,
    reading_sha256       bytea,
    reading_size_bytes   bigint,
    pages                integer     NOT NULL DEFAULT 0,
    a4_hundredths        integer     NOT NULL DEFAULT 0,
    mean_confidence      integer     NOT NULL DEFAULT 0,
    signed_sha256        bytea,
    signed_size_bytes    bigint,
    fields               jsonb       NOT NULL DEFAULT '[]',
    confirmed_by         text,
    result_code          text,
    result_owner_id      text,
    result_paper_type    text,
    result_ordinal       bigint,
    document_id          uuid,
    stored_at            timestamptz,
    changed_at           timestamptz NOT NULL,

    CONSTRAINT papers_pkey PRIMARY KEY (id),
    CONSTRAINT papers_idempotency_key_once UNIQUE (idempotency_key),
    CONSTRAINT papers_result_code_once UNIQUE (result_code),
    CONSTRAINT papers_result_parts_once UNIQUE (result_owner_id, result_paper_type, result_ordinal),
    CONSTRAINT papers_state_known CHECK (
        state IN ('received', 'refused', 'captured', 'signed', 'extracted', 'coded', 'stored', 'secretStub')),
    CONSTRAINT papers_role_known CHECK (role IN ('component', 'result')),
    CONSTRAINT papers_secrecy_known CHECK (secrecy IN ('none', 'secret', 'highlySecret', 'topSecret')),
    CONSTRAINT papers_secret_without_content CHECK (
        (secrecy = 'none') = (scan_sha256 IS NOT NULL) AND (secrecy = 'none') = (state <> 'secretStub')),
    CONSTRAINT papers_digest_lengths CHECK (
        octet_length(scan_sha256) = 32 AND octet_length(e_copy_sha256) = 32 AND octet_length(text_sha256) = 32
        AND octet_length(reading_sha256) = 32 AND octet_length(signed_sha256) = 32),
    CONSTRAINT papers_copy_with_state CHECK (
        (e_copy_sha256 IS NOT NULL) = (state IN ('captured', 'signed', 'extracted', 'coded', 'stored'))),
    CONSTRAINT papers_signature_with_state CHECK (
        (signed_sha256 IS NOT NULL) = (state IN ('signed', 'extracted', 'coded', 'stored'))),
    CONSTRAINT papers_confirmation_with_state CHECK (
        (confirmed_by IS NOT NULL) = (state IN ('extracted', 'coded', 'stored'))),
    CONSTRAINT papers_code_with_state CHECK ((result_code IS NOT NULL) = (state IN ('coded', 'stored'))),
    CONSTRAINT papers_stored_with_state CHECK (
        (stored_at IS NOT NULL) = (state = 'stored') AND (document_id IS NOT NULL) = (state = 'stored'))
);

CREATE INDEX papers_by_dossier ON papers (dossier_code, received_at, id);

CREATE TABLE recognition_jobs (
    paper_id     uuid        NOT NULL,
    due_at       timestamptz NOT NULL,
    leased_until timestamptz NOT NULL,
    attempt      integer     NOT NULL DEFAULT 0,
    pages_done   integer     NOT NULL DEFAULT 0,
    pages_total  integer     NOT NULL DEFAULT 0,
    last_failure text,

    CONSTRAINT recognition_jobs_pkey PRIMARY KEY (paper_id),
    CONSTRAINT recognition_jobs_paper FOREIGN KEY (paper_id) REFERENCES papers (id)
);

CREATE INDEX recognition_jobs_due ON recognition_jobs (due_at);

CREATE TABLE result_ordinals (
    owner_id   text   NOT NULL,
    paper_type text   NOT NULL,
    last       bigint NOT NULL,

    CONSTRAINT result_ordinals_pkey PRIMARY KEY (owner_id, paper_type)
);
