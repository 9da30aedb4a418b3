-- Who asked for books of incoming documents without right (R75).
CREATE TABLE incoming_denials (
    officer_code text        NOT NULL,
    subject      text        NOT NULL,
    denied_at    timestamptz NOT NULL
);
