-- Records that were taken out as files: who may not read the record may not fetch the file by its digest (R53), and the file goes
-- when the record is destroyed (R54).
CREATE TABLE record_exports (
    record_id  uuid   NOT NULL,
    sha256     bytea  NOT NULL,
    size_bytes bigint NOT NULL,

    CONSTRAINT record_exports_pkey PRIMARY KEY (sha256, record_id),
    CONSTRAINT record_exports_record FOREIGN KEY (record_id) REFERENCES work_records,
    CONSTRAINT record_exports_digest_length CHECK (octet_length(sha256) = 32)
);

CREATE INDEX record_exports_by_record ON record_exports (record_id);

-- Whose file is this? Asked for every file that is read.
CREATE INDEX archive_packages_by_file ON archive_packages (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX imported_documents_by_process ON imported_documents (process_sha256) WHERE process_sha256 IS NOT NULL;
CREATE INDEX archive_transfers_by_file ON archive_transfers USING gin ((ARRAY[minutes_sha256, giver_sha256, signed_sha256]));
