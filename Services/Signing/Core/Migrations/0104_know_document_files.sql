-- Which outgoing documents a file belongs to, so that none of it is signed under another name before it may be (V-22).
-- Documents come with a later hundred, so there is no foreign key.
CREATE TABLE document_files (
    sha256      text NOT NULL,
    document_id uuid NOT NULL,

    CONSTRAINT document_files_pkey PRIMARY KEY (sha256, document_id),
    CONSTRAINT document_files_digest_length CHECK (length(sha256) = 64)
);

-- Where documents were kept before this was known, their facts name every file.
DO $$
BEGIN
    IF to_regclass('document_facts') IS NOT NULL THEN
        INSERT INTO document_files (sha256, document_id)
        SELECT DISTINCT file #>> '{}', document_id
        FROM document_facts, jsonb_path_query(fact, '$.**.sha256') AS file
        ON CONFLICT DO NOTHING;
    END IF;
END
$$;
