-- The append-only log of everything a service tells others: the outbox, kept for rebuilding read models.
--
-- position  is drawn while the writer holds the row of its key, so for one key it grows in commit order.
-- xid       tells, together with a snapshot, exactly which rows a reader has seen: see decision 0004.
CREATE SEQUENCE event_log_position;

CREATE TABLE event_log (
    position     bigint      NOT NULL DEFAULT nextval('event_log_position'),
    xid          xid8        NOT NULL DEFAULT pg_current_xact_id(),
    recorded_at  timestamptz NOT NULL DEFAULT now(),
    id           uuid        NOT NULL,
    name         text        NOT NULL,
    ordering_key text        NOT NULL,
    occurred_at  timestamptz NOT NULL,
    content_type text        NOT NULL,
    data_schema  text        NOT NULL,
    traceparent  text,
    payload      bytea       NOT NULL,

    CONSTRAINT event_log_pkey PRIMARY KEY (recorded_at, position),
    CONSTRAINT event_log_name_length CHECK (octet_length(name) BETWEEN 1 AND 255),
    CONSTRAINT event_log_ordering_key_length CHECK (octet_length(ordering_key) BETWEEN 1 AND 255)
) PARTITION BY RANGE (recorded_at);

CREATE INDEX event_log_xid ON event_log (xid);

-- Takes what no month takes, so that an append never fails for want of a partition.
CREATE TABLE event_log_default PARTITION OF event_log DEFAULT;

CREATE FUNCTION event_log_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'event_log is append-only' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER event_log_append_only
    BEFORE UPDATE OR DELETE ON event_log
    FOR EACH ROW EXECUTE FUNCTION event_log_refuse_change();

CREATE TRIGGER event_log_no_truncate
    BEFORE TRUNCATE ON event_log
    FOR EACH STATEMENT EXECUTE FUNCTION event_log_refuse_change();

-- Every row visible in the snapshot was confirmed by the broker.
CREATE TABLE event_cursor (
    name     text        NOT NULL,
    behind   pg_snapshot NOT NULL,
    moved_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT event_cursor_pkey PRIMARY KEY (name)
);

INSERT INTO event_cursor (name, behind) VALUES ('relay', '1:1:');
