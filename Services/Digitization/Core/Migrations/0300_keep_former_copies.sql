-- Forms of a signed copy that a stronger one took the place of (R39): what was signed first stays provable.
CREATE TABLE former_copies (
    paper_id    uuid        NOT NULL,
    sha256      bytea       NOT NULL,
    size_bytes  bigint      NOT NULL,
    replaced_at timestamptz NOT NULL,

    CONSTRAINT former_copies_pkey PRIMARY KEY (paper_id, sha256),
    CONSTRAINT former_copies_paper FOREIGN KEY (paper_id) REFERENCES papers (id),
    CONSTRAINT former_copies_digest_length CHECK (octet_length(sha256) = 32),
    CONSTRAINT former_copies_size CHECK (size_bytes > 0)
);
