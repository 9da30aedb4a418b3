-- Dossiers and work records with the agency and month they are counted in. Both follow from the first event that names
-- them; facts that came before wait without a month and count as soon as it is known.
CREATE TABLE subjects (
    kind        text        NOT NULL,
    code        text        NOT NULL,
    id          uuid        NOT NULL,
    agency_code text        NOT NULL,
    month       integer     NOT NULL,

    CONSTRAINT subjects_pkey PRIMARY KEY (kind, code),
    CONSTRAINT subjects_kind_known CHECK (kind IN ('dossier', 'record'))
);

CREATE INDEX subjects_by_month ON subjects (month, agency_code, kind, code);

-- What is true of a subject, and the event that made it so: the evidence behind every figure (R60).
CREATE TABLE facts (
    kind     text        NOT NULL,
    code     text        NOT NULL,
    measure  text        NOT NULL,
    event_id uuid        NOT NULL,
    since    timestamptz NOT NULL,

    CONSTRAINT facts_pkey PRIMARY KEY (kind, code, measure)
);

CREATE INDEX facts_by_measure ON facts (measure, kind, code);
