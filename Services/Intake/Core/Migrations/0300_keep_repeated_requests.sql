-- Papers that an owner was asked for although the repository held them, each with the reason that allowed it (R19).
CREATE TABLE repeated_requests (
    dossier_id     uuid        NOT NULL,
    component_code text        NOT NULL,
    document_id    uuid        NOT NULL,
    reason         text        NOT NULL,
    note           text        NOT NULL,
    officer_code   text        NOT NULL,
    asked_at       timestamptz NOT NULL,

    CONSTRAINT repeated_requests_pkey PRIMARY KEY (dossier_id, component_code, asked_at),
    CONSTRAINT repeated_requests_dossier FOREIGN KEY (dossier_id) REFERENCES dossiers (id),
    CONSTRAINT repeated_requests_reason_known CHECK
        (reason IN ('expired', 'changed', 'unreadable', 'law', 'doubted', 'voluntary', 'other')),
    CONSTRAINT repeated_requests_note_said CHECK
        (reason NOT IN ('law', 'doubted', 'other') OR char_length(note) >= 10)
);
