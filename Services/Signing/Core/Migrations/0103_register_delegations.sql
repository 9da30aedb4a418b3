-- Papers that give a person the right to sign in another's place (R34). A row is taken back, never deleted.
CREATE TABLE delegations (
    id                uuid        NOT NULL,
    document_number   text        NOT NULL,
    delegator_code    text        NOT NULL,
    delegate_code     text        NOT NULL,
    mode              text        NOT NULL,
    agency_code       text        NOT NULL,
    scope             text        NOT NULL,
    valid_from        timestamptz NOT NULL,
    valid_to          timestamptz,
    registered_at     timestamptz NOT NULL,
    registered_by     text        NOT NULL,
    revoked_at        timestamptz,
    revoked_by        text        NOT NULL,
    revocation_reason text        NOT NULL,

    CONSTRAINT delegations_pkey PRIMARY KEY (id),
    CONSTRAINT delegations_paper UNIQUE (document_number, delegator_code, delegate_code, mode),
    CONSTRAINT delegations_mode_known CHECK (mode IN ('byOrder', 'delegated', 'acting')),
    CONSTRAINT delegations_not_to_oneself CHECK (delegator_code <> delegate_code),
    CONSTRAINT delegations_order CHECK (valid_to IS NULL OR valid_to > valid_from),
    CONSTRAINT delegations_special_is_limited CHECK (mode <> 'delegated' OR (valid_to IS NOT NULL AND scope <> '')),
    CONSTRAINT delegations_revocation_whole CHECK (
        (revoked_at IS NULL) = (revoked_by = '') AND (revoked_at IS NULL) = (revocation_reason = ''))
);

CREATE INDEX delegations_delegate ON delegations (delegate_code, valid_from);
