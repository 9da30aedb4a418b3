-- Which stage of a deadline was told, so that each is told once (H-23).
CREATE TABLE deadline_notices (
    document_id uuid        NOT NULL,
    kind        text        NOT NULL,
    opinion     int         NOT NULL,
    due_at      timestamptz NOT NULL,
    stage       text        NOT NULL,
    told_at     timestamptz NOT NULL,

    CONSTRAINT deadline_notices_pkey PRIMARY KEY (document_id, kind, opinion, due_at, stage),
    CONSTRAINT deadline_notices_document FOREIGN KEY (document_id) REFERENCES documents (id),
    CONSTRAINT deadline_notices_stage_known CHECK (stage IN ('soon', 'late', 'escalated'))
);

CREATE INDEX document_tasks_due ON document_tasks (due_at, document_id, kind, opinion) WHERE due_at IS NOT NULL;

-- What a leader sees of everybody's waiting work (H-24).
CREATE INDEX document_tasks_agency ON document_tasks (agency_code, officer_code) INCLUDE (since, due_at);

-- What each person did, when it began to wait and until when it was wanted; follows from the facts.
CREATE TABLE document_handlings (
    document_id  uuid        NOT NULL,
    position     int         NOT NULL,
    kind         text        NOT NULL,
    opinion      int         NOT NULL,
    agency_code  text        NOT NULL,
    officer_code text        NOT NULL,
    since        timestamptz NOT NULL,
    due_at       timestamptz,
    done_at      timestamptz NOT NULL,

    CONSTRAINT document_handlings_pkey PRIMARY KEY (document_id, position, kind, opinion),
    CONSTRAINT document_handlings_document FOREIGN KEY (document_id) REFERENCES documents (id)
);

CREATE INDEX document_handlings_agency ON document_handlings (agency_code, done_at) INCLUDE (officer_code, kind, since, due_at);
CREATE INDEX document_handlings_officer ON document_handlings (agency_code, officer_code, done_at, document_id, position);

-- Who asked for what they have no right to (R75).
CREATE TABLE access_denials (
    officer_code text        NOT NULL,
    subject      text        NOT NULL,
    denied_at    timestamptz NOT NULL
);

CREATE TRIGGER access_denials_append_only BEFORE UPDATE OR DELETE ON access_denials
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The register book walks along the dates.
CREATE INDEX numbers_dated ON numbers (agency_code, dated, series, number);
