-- Which events had their effect here. Ids are UUIDv7, so ranges of ids are ranges of time.
CREATE TABLE inbox (
    event_id   uuid        NOT NULL,
    consumer   text        NOT NULL,
    handled_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT inbox_pkey PRIMARY KEY (event_id, consumer)
) PARTITION BY RANGE (event_id);

-- Events of months without a partition and ids of another version.
CREATE TABLE inbox_default PARTITION OF inbox DEFAULT;

-- Events that failed and will be tried again, and those of the same key that came after them.
CREATE TABLE retries (
    position        bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    consumer        text        NOT NULL,
    event_id        uuid        NOT NULL,
    ordering_key    text        NOT NULL,
    exchange        text        NOT NULL,
    routing_key     text        NOT NULL,
    content_type    text,
    headers         jsonb       NOT NULL,
    body            bytea       NOT NULL,
    attempt         integer     NOT NULL,
    due_at          timestamptz NOT NULL,
    leased_until    timestamptz NOT NULL,
    first_failed_at timestamptz NOT NULL,
    failure         text,
    detail          text,

    CONSTRAINT retries_pkey PRIMARY KEY (consumer, event_id),
    CONSTRAINT retries_attempt_not_negative CHECK (attempt >= 0)
);

CREATE INDEX retries_due ON retries (consumer, due_at);
CREATE INDEX retries_order ON retries (consumer, ordering_key, position);

-- Messages that cannot be handled, as they came, until a person decides.
CREATE TABLE quarantine (
    id             bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    consumer       text        NOT NULL,
    event_id       uuid,
    exchange       text        NOT NULL,
    routing_key    text        NOT NULL,
    content_type   text,
    headers        jsonb       NOT NULL,
    body           bytea       NOT NULL,
    failure        text        NOT NULL,
    detail         text        NOT NULL,
    fingerprint    text        NOT NULL,
    attempts       integer     NOT NULL,
    quarantined_at timestamptz NOT NULL,
    resolved_at    timestamptz,
    resolution     text,
    resolved_by    text,

    CONSTRAINT quarantine_pkey PRIMARY KEY (id),
    CONSTRAINT quarantine_resolution_known CHECK (resolution IN ('replayed', 'discarded')),
    CONSTRAINT quarantine_resolution_complete CHECK (
        (resolved_at IS NULL) = (resolution IS NULL) AND (resolved_at IS NULL) = (resolved_by IS NULL)
    )
);

CREATE UNIQUE INDEX quarantine_open_event ON quarantine (consumer, event_id) WHERE resolved_at IS NULL;
CREATE INDEX quarantine_open ON quarantine (consumer, id) WHERE resolved_at IS NULL;
