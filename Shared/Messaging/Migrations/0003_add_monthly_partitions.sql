-- The smallest UUIDv7 of an instant.
CREATE FUNCTION messaging_first_id(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(floor(extract(epoch FROM instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of this month and the next ones where they are missing; called again and again.
CREATE FUNCTION messaging_add_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    this_month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
    first      timestamptz;
    next       timestamptz;
    suffix     text;
BEGIN
    -- Waiting long for a lock would make everybody else wait behind us.
    PERFORM set_config('lock_timeout', '2s', true);
    FOR step IN 0..months_ahead LOOP
        first := (this_month + make_interval(months => step)) AT TIME ZONE 'UTC';
        next := (this_month + make_interval(months => step + 1)) AT TIME ZONE 'UTC';
        suffix := to_char(first AT TIME ZONE 'UTC', 'YYYY_MM');
        -- Made apart and attached: attaching lets readers and writers of the other months go on.
        IF to_regclass('event_log_' || suffix) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE event_log INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', 'event_log_' || suffix);
            EXECUTE format(
                'ALTER TABLE event_log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                'event_log_' || suffix, first, next);
        END IF;
        IF to_regclass('inbox_' || suffix) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE inbox INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', 'inbox_' || suffix);
            EXECUTE format(
                'ALTER TABLE inbox ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                'inbox_' || suffix, messaging_first_id(first), messaging_first_id(next));
        END IF;
    END LOOP;
END
$$;

SELECT messaging_add_partitions(2);
