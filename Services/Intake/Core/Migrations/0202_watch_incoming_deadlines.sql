-- Which stage of a deadline was told, so that each is told once (H-23).
CREATE TABLE incoming_deadline_notices (
    incoming_id uuid        NOT NULL,
    kind        text        NOT NULL,
    due_at      timestamptz NOT NULL,
    stage       text        NOT NULL,
    told_at     timestamptz NOT NULL,

    CONSTRAINT incoming_deadline_notices_pkey PRIMARY KEY (incoming_id, kind, due_at, stage),
    CONSTRAINT incoming_deadline_notices_incoming FOREIGN KEY (incoming_id) REFERENCES incoming (id),
    CONSTRAINT incoming_deadline_notices_stage_known CHECK (stage IN ('soon', 'late', 'escalated'))
);

CREATE INDEX incoming_tasks_due ON incoming_tasks (due_at, incoming_id, kind) WHERE due_at IS NOT NULL;

-- What a leader sees of everybody's waiting work (H-24).
CREATE INDEX incoming_tasks_agency ON incoming_tasks (agency_code, officer_code) INCLUDE (since, due_at);

-- What each person did, when it began to wait and until when it was wanted; follows from the facts.
CREATE TABLE incoming_handlings (
    incoming_id  uuid        NOT NULL,
    position     int         NOT NULL,
    kind         text        NOT NULL,
    agency_code  text        NOT NULL,
    officer_code text        NOT NULL,
    since        timestamptz NOT NULL,
    due_at       timestamptz,
    done_at      timestamptz NOT NULL,

    CONSTRAINT incoming_handlings_pkey PRIMARY KEY (incoming_id, position, kind),
    CONSTRAINT incoming_handlings_incoming FOREIGN KEY (incoming_id) REFERENCES incoming (id)
);

CREATE INDEX incoming_handlings_agency ON incoming_handlings (agency_code, done_at) INCLUDE (officer_code, since, due_at);
CREATE INDEX incoming_handlings_officer ON incoming_handlings (agency_code, officer_code, done_at, incoming_id, position);

-- A denial is kept for good (R75).
CREATE TRIGGER incoming_denials_append_only BEFORE UPDATE OR DELETE ON incoming_denials
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
