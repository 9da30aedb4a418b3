-- What was done with a document before it was filed: drafting, opinions, approvals, signatures, arrival, direction (R50). It goes
-- into the process file of packages. Other services tell it step by step; a step told twice is one step.
CREATE TABLE document_steps (
    document_id  uuid        NOT NULL,
    source       text        NOT NULL,
    position     integer     NOT NULL,
    kind         text        NOT NULL,
    officer_code text        NOT NULL,
    happened_at  timestamptz NOT NULL,
    note         text        NOT NULL,

    CONSTRAINT document_steps_pkey PRIMARY KEY (document_id, source, position)
);

CREATE TRIGGER document_steps_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON document_steps
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
