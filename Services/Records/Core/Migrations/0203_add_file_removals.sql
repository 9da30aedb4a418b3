-- The files of destroyed records: each is removed from the store, or kept with the reason (R54). `removing` is the point of no
-- return: from there on nothing here refers to the file, and whoever finds the row finishes the work.
CREATE TABLE file_removals (
    record_id    uuid        NOT NULL,
    sha256       bytea       NOT NULL,
    size_bytes   bigint      NOT NULL,
    decision     text        NOT NULL,
    officer_code text        NOT NULL,
    decided_at   timestamptz NOT NULL,
    outcome      text        NOT NULL DEFAULT 'due',
    reason       text        NOT NULL DEFAULT '',
    leased_until timestamptz NOT NULL,
    settled_at   timestamptz,

    CONSTRAINT file_removals_pkey PRIMARY KEY (record_id, sha256),
    CONSTRAINT file_removals_record FOREIGN KEY (record_id) REFERENCES work_records,
    CONSTRAINT file_removals_digest_length CHECK (octet_length(sha256) = 32),
    CONSTRAINT file_removals_outcome_known CHECK (outcome IN ('due', 'removing', 'removed', 'kept')),
    CONSTRAINT file_removals_settled CHECK ((outcome IN ('removed', 'kept')) = (settled_at IS NOT NULL)),
    CONSTRAINT file_removals_kept_why CHECK ((outcome = 'kept') = (reason <> ''))
);

CREATE INDEX file_removals_due ON file_removals (leased_until, sha256) WHERE outcome IN ('due', 'removing');
CREATE INDEX file_removals_by_file ON file_removals (sha256);

-- A destroyed document keeps its description; its file, its text and its fields are gone.
ALTER TABLE documents
    ADD COLUMN destroyed_at timestamptz,
    DROP CONSTRAINT documents_paper_has_no_file,
    ADD CONSTRAINT documents_paper_has_no_file CHECK ((form = 'paper' OR destroyed_at IS NOT NULL) = (file_sha256 IS NULL));

ALTER TABLE archive_packages
    ADD COLUMN destroyed_at timestamptz,
    DROP CONSTRAINT archive_packages_made,
    ADD CONSTRAINT archive_packages_made CHECK (
        (sha256 IS NULL) = (made_at IS NULL OR destroyed_at IS NOT NULL) AND coalesce(octet_length(sha256), 32) = 32);
