-- The last ordinal given out per agency and day. It is drawn before the dossier is stored, so that one desk never
-- waits for another's transaction; a number whose dossier was not stored in the end is a gap and never used again (R10).
CREATE TABLE dossier_ordinals (
    agency_code  text   NOT NULL,
    day          date   NOT NULL,
    last_ordinal bigint NOT NULL,

    CONSTRAINT dossier_ordinals_pkey PRIMARY KEY (agency_code, day),
    CONSTRAINT dossier_ordinals_positive CHECK (last_ordinal > 0)
);

CREATE TABLE dossiers (
    id                     uuid        NOT NULL,
    code                   text        NOT NULL,
    procedure_code         text        NOT NULL,
    procedure_version      int         NOT NULL,
    owner_id               text        NOT NULL,
    owner_name             text        NOT NULL,
    channel                int         NOT NULL,
    receiving_agency_code  text        NOT NULL,
    supporting_agency_code text,
    competent_agency_code  text        NOT NULL,
    opened_by              text        NOT NULL,
    assisted_by            text,
    opened_at              timestamptz NOT NULL,
    status                 int         NOT NULL,
    accepted_at            timestamptz,
    original_due_at        timestamptz,
    due_at                 timestamptz,
    suspended_at           timestamptz,
    supplement_count       int         NOT NULL,
    receipt_sha256         bytea,
    receipt_size_bytes     bigint,
    version                bigint      NOT NULL,

    CONSTRAINT dossiers_pkey PRIMARY KEY (id),
    CONSTRAINT dossiers_code_unique UNIQUE (code),
    CONSTRAINT dossiers_procedure_exists
        FOREIGN KEY (procedure_code, procedure_version) REFERENCES procedure_versions (code, version),
    CONSTRAINT dossiers_channel_known CHECK (channel BETWEEN 1 AND 3),
    CONSTRAINT dossiers_status_known CHECK (status BETWEEN 1 AND 10),
    CONSTRAINT dossiers_accepted_with_promise CHECK (
        (accepted_at IS NULL) = (original_due_at IS NULL) AND (accepted_at IS NULL) = (due_at IS NULL)
        AND (accepted_at IS NULL) = (receipt_sha256 IS NULL)
        AND (receipt_sha256 IS NULL) = (receipt_size_bytes IS NULL)
    ),
    CONSTRAINT dossiers_worked_on_after_acceptance CHECK (status NOT IN (2, 4, 9, 10) OR accepted_at IS NOT NULL),
    CONSTRAINT dossiers_refused_before_acceptance CHECK (status NOT IN (1, 3) OR accepted_at IS NULL),
    CONSTRAINT dossiers_receipt_digest_length CHECK (octet_length(receipt_sha256) = 32),
    CONSTRAINT dossiers_version_positive CHECK (version > 0)
);

-- Ids are version 7, so newest first is descending by id.
CREATE INDEX dossiers_receiving_agency ON dossiers (receiving_agency_code, id DESC);
CREATE INDEX dossiers_owner ON dossiers (owner_id, id DESC);

-- The rule of each component is copied from the procedure version, which does not change (R14).
CREATE TABLE dossier_components (
    dossier_id      uuid    NOT NULL,
    ordinal         int     NOT NULL,
    code            text    NOT NULL,
    name            text    NOT NULL,
    paper_type_code text    NOT NULL,
    is_required     boolean NOT NULL,
    role            text    NOT NULL,
    exemption_code  text,
    originals       int     NOT NULL,
    copies          int     NOT NULL,
    state           int     NOT NULL,
    result_code     text,
    document_id     uuid,

    CONSTRAINT dossier_components_pkey PRIMARY KEY (dossier_id, ordinal),
    CONSTRAINT dossier_components_code_unique UNIQUE (dossier_id, code),
    CONSTRAINT dossier_components_dossier_exists FOREIGN KEY (dossier_id) REFERENCES dossiers (id),
    CONSTRAINT dossier_components_role_known CHECK (role IN ('component', 'result')),
    CONSTRAINT dossier_components_sheets_counted CHECK (originals >= 0 AND copies >= 0),
    CONSTRAINT dossier_components_state_known CHECK (state BETWEEN 0 AND 3),
    CONSTRAINT dossier_components_code_with_state CHECK (
        (state = 0) = (result_code IS NULL) AND (state = 0) = (document_id IS NULL)
    )
);

-- Where a reused paper came from (R19).
CREATE TABLE component_reuses (
    dossier_id          uuid        NOT NULL,
    component_code      text        NOT NULL,
    document_id         uuid        NOT NULL,
    result_code         text        NOT NULL,
    source_dossier_code text        NOT NULL,
    source_role         text        NOT NULL,
    stored_at           timestamptz NOT NULL,
    reused_at           timestamptz NOT NULL,

    CONSTRAINT component_reuses_pkey PRIMARY KEY (dossier_id, component_code),
    CONSTRAINT component_reuses_component_exists
        FOREIGN KEY (dossier_id, component_code) REFERENCES dossier_components (dossier_id, code),
    CONSTRAINT component_reuses_role_known CHECK (source_role IN ('component', 'result'))
);

-- Append-only: every move of a dossier, numbered by the version it led to.
CREATE TABLE status_changes (
    dossier_id   uuid        NOT NULL,
    version      bigint      NOT NULL,
    from_status  int,
    to_status    int         NOT NULL,
    officer_code text        NOT NULL,
    changed_at   timestamptz NOT NULL,
    note         text        NOT NULL,
    legal_basis  text        NOT NULL,

    CONSTRAINT status_changes_pkey PRIMARY KEY (dossier_id, version),
    CONSTRAINT status_changes_dossier_exists FOREIGN KEY (dossier_id) REFERENCES dossiers (id),
    CONSTRAINT status_changes_status_known CHECK (to_status BETWEEN 1 AND 10)
);

-- Append-only: the log form 06 is printed from (R16).
CREATE TABLE handovers (
    dossier_id        uuid        NOT NULL,
    version           bigint      NOT NULL,
    from_officer_code text        NOT NULL,
    to_section        text        NOT NULL,
    to_agency_code    text        NOT NULL,
    handed_at         timestamptz NOT NULL,
    due_at            timestamptz NOT NULL,

    CONSTRAINT handovers_pkey PRIMARY KEY (dossier_id, version),
    CONSTRAINT handovers_dossier_exists FOREIGN KEY (dossier_id) REFERENCES dossiers (id)
);

-- What was answered under a key, so that a repeated request gets the same answer and makes nothing new.
CREATE TABLE idempotency_keys (
    idempotency_key    text        NOT NULL,
    fingerprint_sha256 bytea       NOT NULL,
    reply              bytea       NOT NULL,
    created_at         timestamptz NOT NULL,

    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (idempotency_key),
    CONSTRAINT idempotency_keys_key_length CHECK (length(idempotency_key) BETWEEN 1 AND 255),
    CONSTRAINT idempotency_keys_fingerprint_length CHECK (octet_length(fingerprint_sha256) = 32)
);
