-- What each person confirmed where a second one is asked (R30), what codes printed on papers say, and which components
-- are declared as not to be digitized (R24).
CREATE TABLE confirmations (
    paper_id     uuid        NOT NULL,
    ordinal      integer     NOT NULL,
    officer_code text        NOT NULL,
    fields       jsonb       NOT NULL,
    doubts       jsonb       NOT NULL,
    confirmed_at timestamptz NOT NULL,

    CONSTRAINT confirmations_pkey PRIMARY KEY (paper_id, ordinal),
    CONSTRAINT confirmations_paper FOREIGN KEY (paper_id) REFERENCES papers (id),
    CONSTRAINT confirmations_ordinal_positive CHECK (ordinal > 0)
);

CREATE TABLE paper_codes (
    paper_id uuid    NOT NULL,
    ordinal  integer NOT NULL,
    payload  text    NOT NULL,

    CONSTRAINT paper_codes_pkey PRIMARY KEY (paper_id, ordinal),
    CONSTRAINT paper_codes_paper FOREIGN KEY (paper_id) REFERENCES papers (id)
);

CREATE TABLE undigitized_components (
    dossier_code   text        NOT NULL,
    component_code text        NOT NULL,
    agency_code    text        NOT NULL,
    reason         text        NOT NULL,
    note           text        NOT NULL,
    declared_by    text        NOT NULL,
    declared_at    timestamptz NOT NULL,

    CONSTRAINT undigitized_components_pkey PRIMARY KEY (dossier_code, component_code),
    CONSTRAINT undigitized_components_reason_known CHECK (
        reason IN (
            'onlineOrigin', 'presentedOnly', 'verificationReply', 'secret', 'sharedData', 'uncertifiedCopy', 'tooComplex')),
    CONSTRAINT undigitized_components_complexity_explained CHECK (reason <> 'tooComplex' OR note <> '')
);

CREATE INDEX undigitized_components_by_agency ON undigitized_components (agency_code, declared_at);
