-- Papers whose pages are brought into order before they are bound (R25).
CREATE TABLE captures (
    id              uuid        NOT NULL,
    idempotency_key text        NOT NULL,
    dossier_id      uuid        NOT NULL,
    dossier_code    text        NOT NULL,
    component_code  text        NOT NULL,
    paper_type_code text        NOT NULL,
    role            text        NOT NULL,
    owner_id        text        NOT NULL,
    agency_code     text        NOT NULL,
    officer_code    text        NOT NULL,
    title           text        NOT NULL,
    minimum_dpi     integer     NOT NULL,
    opened_at       timestamptz NOT NULL,
    state           text        NOT NULL,
    files           jsonb       NOT NULL DEFAULT '[]',
    pages           jsonb       NOT NULL DEFAULT '[]',
    revision        bigint      NOT NULL DEFAULT 0,
    paper_id        uuid,
    unjudged        integer     NOT NULL DEFAULT 0,
    leased_until    timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,

    CONSTRAINT captures_pkey PRIMARY KEY (id),
    CONSTRAINT captures_idempotency_key_once UNIQUE (idempotency_key),
    CONSTRAINT captures_state_known CHECK (state IN ('open', 'bound', 'abandoned')),
    CONSTRAINT captures_role_known CHECK (role IN ('component', 'result')),
    CONSTRAINT captures_paper_with_state CHECK ((paper_id IS NOT NULL) = (state = 'bound')),
    CONSTRAINT captures_paper FOREIGN KEY (paper_id) REFERENCES papers (id)
);

CREATE INDEX captures_open ON captures (agency_code, opened_at) WHERE state = 'open';
CREATE INDEX captures_to_judge ON captures (changed_at) WHERE state = 'open' AND unjudged > 0;
