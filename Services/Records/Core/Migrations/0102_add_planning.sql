-- What units propose for a draft (R42), as the JSON form of FilingPlan with their headings only.
CREATE TABLE plan_proposals (
    agency_code text        NOT NULL,
    year        integer     NOT NULL,
    unit        text        NOT NULL,
    plan        jsonb       NOT NULL,
    proposed_by text        NOT NULL,
    proposed_at timestamptz NOT NULL,
    merged_at   timestamptz,

    CONSTRAINT plan_proposals_pkey PRIMARY KEY (agency_code, year, unit)
);

-- What was changed of a plan after its approval, entry by entry.
CREATE TABLE plan_amendments (
    id          uuid        NOT NULL,
    agency_code text        NOT NULL,
    year        integer     NOT NULL,
    notation    text        NOT NULL,
    kind        text        NOT NULL,
    before      text        NOT NULL,
    reason      text        NOT NULL,
    decision    text        NOT NULL,
    amended_by  text        NOT NULL,
    amended_at  timestamptz NOT NULL,

    CONSTRAINT plan_amendments_pkey PRIMARY KEY (id),
    CONSTRAINT plan_amendments_kind_known CHECK (kind IN ('added', 'changed', 'removed'))
);

CREATE INDEX plan_amendments_by_plan ON plan_amendments (agency_code, year, id);

CREATE TRIGGER plan_amendments_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_amendments
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
