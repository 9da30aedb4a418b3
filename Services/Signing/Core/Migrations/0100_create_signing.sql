-- The inventory of certificates (R35). Private keys are never here (R38).
CREATE TABLE certificates (
    sha256        bytea       NOT NULL,
    der           bytea       NOT NULL,
    chain         bytea[]     NOT NULL,
    holder        text        NOT NULL,
    purpose       text        NOT NULL,
    subject_name  text        NOT NULL,
    issuer_name   text        NOT NULL,
    not_before    timestamptz NOT NULL,
    not_after     timestamptz NOT NULL,
    registered_at timestamptz NOT NULL,

    CONSTRAINT certificates_pkey PRIMARY KEY (sha256),
    CONSTRAINT certificates_sha256_length CHECK (octet_length(sha256) = 32),
    CONSTRAINT certificates_purpose_known CHECK (purpose IN ('person', 'organisation')),
    CONSTRAINT certificates_holder_length CHECK (octet_length(holder) BETWEEN 1 AND 255)
);

CREATE INDEX certificates_holder ON certificates (holder, not_after DESC);

-- What is to be signed, stored before the digest leaves the house and compared when the value comes back.
CREATE TABLE signature_requests (
    id                  uuid        NOT NULL,
    idempotency_key     text        NOT NULL,
    fingerprint         bytea       NOT NULL,
    subject_kind        text        NOT NULL,
    subject_id          uuid        NOT NULL,
    subject_key         text        NOT NULL,
    profile             text        NOT NULL,
    officer_code        text        NOT NULL,
    certificate_sha256  bytea       NOT NULL,
    document_sha256     bytea       NOT NULL,
    document_bytes      bigint      NOT NULL,
    prepared_sha256     bytea       NOT NULL,
    prepared_bytes      bigint      NOT NULL,
    first_length        bigint      NOT NULL,
    second_offset       bigint      NOT NULL,
    second_length       bigint      NOT NULL,
    scheme              text        NOT NULL,
    signed_attributes   bytea       NOT NULL,
    state               text        NOT NULL,
    prepared_at         timestamptz NOT NULL,
    expires_at          timestamptz NOT NULL,
    finished_at         timestamptz,
    refusal             text,

    CONSTRAINT signature_requests_pkey PRIMARY KEY (id),
    CONSTRAINT signature_requests_idempotency_key UNIQUE (idempotency_key),
    CONSTRAINT signature_requests_certificate FOREIGN KEY (certificate_sha256) REFERENCES certificates (sha256),
    CONSTRAINT signature_requests_state_known CHECK (state IN ('prepared', 'completed', 'refused', 'expired')),
    CONSTRAINT signature_requests_finished_with_state CHECK ((state = 'prepared') = (finished_at IS NULL)),
    CONSTRAINT signature_requests_refusal_with_state CHECK ((state = 'refused') = (refusal IS NOT NULL)),
    CONSTRAINT signature_requests_digest_length CHECK (octet_length(document_sha256) = 32 AND octet_length(prepared_sha256) = 32),
    CONSTRAINT signature_requests_scheme_known CHECK (
        scheme IN ('rsa-pkcs1-sha256', 'rsa-pss-sha256', 'ecdsa-p256-sha256', 'ecdsa-p384-sha384'))
);

CREATE INDEX signature_requests_subject ON signature_requests (subject_id);

-- The finished files; a row is written once and never changed.
CREATE TABLE signed_documents (
    request_id      uuid        NOT NULL,
    document_sha256 bytea       NOT NULL,
    document_bytes  bigint      NOT NULL,
    cms_sha256      bytea       NOT NULL,
    signed_at       timestamptz NOT NULL,

    CONSTRAINT signed_documents_pkey PRIMARY KEY (request_id),
    CONSTRAINT signed_documents_request FOREIGN KEY (request_id) REFERENCES signature_requests (id),
    CONSTRAINT signed_documents_cms UNIQUE (cms_sha256),
    CONSTRAINT signed_documents_digest_length CHECK (octet_length(document_sha256) = 32 AND octet_length(cms_sha256) = 32)
);

-- What a signature was found to be worth when it was made, with the certificates the judgement rests on (R35, R36).
CREATE TABLE reports (
    request_id uuid        NOT NULL,
    verdict    text        NOT NULL,
    report     bytea       NOT NULL,
    path       bytea[]     NOT NULL,
    judged_at  timestamptz NOT NULL,

    CONSTRAINT reports_pkey PRIMARY KEY (request_id),
    CONSTRAINT reports_document FOREIGN KEY (request_id) REFERENCES signed_documents (request_id),
    CONSTRAINT reports_verdict_known CHECK (verdict IN ('TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE'))
);
