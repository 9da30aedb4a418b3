-- Signed files that were brought to a higher level: the same signatures in newer bytes (R39). Documents point at the newest;
-- what they pointed at before stays on record here.
CREATE TABLE document_forms (
    former_sha256   bytea       NOT NULL,
    sha256          bytea       NOT NULL,
    size_bytes      bigint      NOT NULL,
    level           text        NOT NULL,
    strengthened_at timestamptz NOT NULL,

    CONSTRAINT document_forms_pkey PRIMARY KEY (former_sha256),
    CONSTRAINT document_forms_digest_length CHECK (octet_length(former_sha256) = 32 AND octet_length(sha256) = 32),
    CONSTRAINT document_forms_moves_on CHECK (former_sha256 <> sha256),
    CONSTRAINT document_forms_size CHECK (size_bytes > 0)
);

CREATE INDEX documents_by_file ON documents (file_sha256);
