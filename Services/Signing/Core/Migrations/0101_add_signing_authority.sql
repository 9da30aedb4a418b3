-- By what right a person signed an issued document, and the number it bears (R34).
CREATE TABLE signing_authorities (
    request_id        uuid        NOT NULL,
    mode              text        NOT NULL,
    delegation_number text,
    delegator_code    text,
    delegate_code     text,
    delegation_scope  text,
    delegation_from   timestamptz,
    delegation_to     timestamptz,
    document_number   text        NOT NULL,
    document_date     date,

    CONSTRAINT signing_authorities_pkey PRIMARY KEY (request_id),
    CONSTRAINT signing_authorities_request FOREIGN KEY (request_id) REFERENCES signature_requests (id),
    CONSTRAINT signing_authorities_mode_known CHECK (mode IN ('direct', 'collective', 'deputy', 'byOrder', 'delegated', 'acting')),
    CONSTRAINT signing_authorities_delegation_whole CHECK (
        (delegation_number IS NULL) = (delegator_code IS NULL)
        AND (delegation_number IS NULL) = (delegate_code IS NULL)
        AND (delegation_number IS NULL) = (delegation_scope IS NULL)
        AND (delegation_number IS NULL) = (delegation_from IS NULL)
        AND (delegation_number IS NOT NULL OR delegation_to IS NULL)),
    CONSTRAINT signing_authorities_mode_founded CHECK (mode NOT IN ('byOrder', 'delegated', 'acting') OR delegation_number IS NOT NULL)
);

-- What waits for a signature: the newest request of each subject and profile (V-21).
CREATE INDEX signature_requests_waiting ON signature_requests (subject_id, profile, prepared_at DESC);
