-- Every form a signature of this service has had: a timestamp that is put into it later changes its bytes.
CREATE TABLE signature_forms (
    cms_sha256 bytea NOT NULL,
    request_id uuid  NOT NULL,

    CONSTRAINT signature_forms_pkey PRIMARY KEY (cms_sha256),
    CONSTRAINT signature_forms_document FOREIGN KEY (request_id) REFERENCES signed_documents (request_id),
    CONSTRAINT signature_forms_digest_length CHECK (octet_length(cms_sha256) = 32)
);

INSERT INTO signature_forms (cms_sha256, request_id) SELECT cms_sha256, request_id FROM signed_documents;

-- Later forms of a signed document: the same signatures at a higher level, or renewed.
CREATE TABLE strengthened_documents (
    request_id      uuid        NOT NULL,
    document_sha256 bytea       NOT NULL,
    document_bytes  bigint      NOT NULL,
    level           text        NOT NULL,
    made_at         timestamptz NOT NULL,

    CONSTRAINT strengthened_documents_pkey PRIMARY KEY (request_id, document_sha256),
    CONSTRAINT strengthened_documents_document FOREIGN KEY (request_id) REFERENCES signed_documents (request_id),
    CONSTRAINT strengthened_documents_digest_length CHECK (octet_length(document_sha256) = 32),
    CONSTRAINT strengthened_documents_level_known CHECK (level IN ('B-B', 'B-T', 'B-LT', 'B-LTA'))
);

CREATE INDEX strengthened_documents_sha256 ON strengthened_documents (document_sha256);
CREATE INDEX signed_documents_sha256 ON signed_documents (document_sha256);

-- What whole documents were found to be worth. A later verdict that says the same only moves `confirmed_at` (R35, R36).
CREATE TABLE document_reports (
    document_sha256 bytea       NOT NULL,
    judged_at       timestamptz NOT NULL,
    confirmed_at    timestamptz NOT NULL,
    document_bytes  bigint      NOT NULL,
    verdict         text        NOT NULL,
    sub_indication  text        NOT NULL,
    level           text        NOT NULL,
    format_version  int         NOT NULL,
    report          text        NOT NULL,
    words_vi        text        NOT NULL,
    words_en        text        NOT NULL,

    CONSTRAINT document_reports_pkey PRIMARY KEY (document_sha256, judged_at),
    CONSTRAINT document_reports_digest_length CHECK (octet_length(document_sha256) = 32),
    CONSTRAINT document_reports_verdict_known CHECK (verdict IN ('TOTAL-PASSED', 'TOTAL-FAILED', 'INDETERMINATE')),
    CONSTRAINT document_reports_level_known CHECK (level IN ('', 'B-B', 'B-T', 'B-LT', 'B-LTA')),
    CONSTRAINT document_reports_order CHECK (judged_at <= confirmed_at)
);

-- What verdicts rest on, each piece once. Large pieces, such as revocation lists, lie in the blob store.
CREATE TABLE evidence (
    sha256     bytea  NOT NULL,
    kind       text   NOT NULL,
    size_bytes bigint NOT NULL,
    der        bytea,

    CONSTRAINT evidence_pkey PRIMARY KEY (sha256),
    CONSTRAINT evidence_digest_length CHECK (octet_length(sha256) = 32),
    CONSTRAINT evidence_kind_known CHECK (kind IN ('certificate', 'ocsp', 'revocationList', 'timestamp')),
    CONSTRAINT evidence_size CHECK (size_bytes > 0 AND (der IS NULL OR octet_length(der) = size_bytes))
);

CREATE TABLE report_evidence (
    document_sha256 bytea       NOT NULL,
    judged_at       timestamptz NOT NULL,
    evidence_sha256 bytea       NOT NULL,

    CONSTRAINT report_evidence_pkey PRIMARY KEY (document_sha256, judged_at, evidence_sha256),
    CONSTRAINT report_evidence_report FOREIGN KEY (document_sha256, judged_at)
        REFERENCES document_reports (document_sha256, judged_at),
    CONSTRAINT report_evidence_evidence FOREIGN KEY (evidence_sha256) REFERENCES evidence (sha256)
);

-- What signed documents still lack, and when archival timestamps are to be renewed (R39). Gone when nothing is left to do.
CREATE TABLE signature_upkeep (
    request_id   uuid        NOT NULL,
    reason       text        NOT NULL,
    wanted       text        NOT NULL,
    reached      text        NOT NULL,
    detail       text        NOT NULL,
    since        timestamptz NOT NULL,
    tries        int         NOT NULL,
    due_at       timestamptz NOT NULL,
    leased_until timestamptz NOT NULL,
    ends_at      timestamptz,

    CONSTRAINT signature_upkeep_pkey PRIMARY KEY (request_id),
    CONSTRAINT signature_upkeep_document FOREIGN KEY (request_id) REFERENCES signed_documents (request_id),
    CONSTRAINT signature_upkeep_reason_known CHECK (
        reason IN ('noAuthority', 'timestamp', 'revocation', 'archiveTimestamp', 'renewal')),
    CONSTRAINT signature_upkeep_level_known CHECK (
        wanted IN ('B-B', 'B-T', 'B-LT', 'B-LTA') AND reached IN ('B-B', 'B-T', 'B-LT', 'B-LTA')),
    CONSTRAINT signature_upkeep_end CHECK ((reason = 'renewal') = (ends_at IS NOT NULL)),
    CONSTRAINT signature_upkeep_tries CHECK (tries >= 0)
);

CREATE INDEX signature_upkeep_due ON signature_upkeep (due_at);

-- What the authorities said about the certificates of the inventory when they were asked last (R35, V-21).
CREATE TABLE certificate_checks (
    certificate_sha256 bytea       NOT NULL,
    state              text        NOT NULL,
    revoked_since      timestamptz,
    source             text        NOT NULL,
    fault              text        NOT NULL,
    stated_at          timestamptz,
    checked_at         timestamptz,
    evidence_sha256    bytea,
    tries              int         NOT NULL,
    due_at             timestamptz NOT NULL,
    leased_until       timestamptz NOT NULL,

    CONSTRAINT certificate_checks_pkey PRIMARY KEY (certificate_sha256),
    CONSTRAINT certificate_checks_certificate FOREIGN KEY (certificate_sha256) REFERENCES certificates (sha256),
    CONSTRAINT certificate_checks_evidence FOREIGN KEY (evidence_sha256) REFERENCES evidence (sha256),
    CONSTRAINT certificate_checks_state_known CHECK (state IN ('unchecked', 'good', 'revoked', 'unknown', 'nobodyToAsk')),
    CONSTRAINT certificate_checks_revoked CHECK ((state = 'revoked') = (revoked_since IS NOT NULL)),
    CONSTRAINT certificate_checks_source_known CHECK (source IN ('', 'OCSP', 'CRL'))
);

INSERT INTO certificate_checks (certificate_sha256, state, source, fault, tries, due_at, leased_until)
SELECT sha256, 'unchecked', '', '', 0, registered_at, registered_at FROM certificates;

CREATE INDEX certificate_checks_due ON certificate_checks (due_at);
