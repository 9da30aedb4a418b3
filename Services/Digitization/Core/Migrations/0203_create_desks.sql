-- What each digitization desk has to work with, as last recorded (V-14, V-20).
CREATE TABLE desk_equipment (
    agency_code    text        NOT NULL,
    desk           text        NOT NULL,
    scanners       integer     NOT NULL,
    software       text        NOT NULL,
    people         integer     NOT NULL,
    trained        integer     NOT NULL,
    with_signature integer     NOT NULL,
    recorded_by    text        NOT NULL,
    recorded_at    timestamptz NOT NULL,

    CONSTRAINT desk_equipment_pkey PRIMARY KEY (agency_code, desk),
    CONSTRAINT desk_equipment_counts CHECK (
        scanners >= 0 AND trained BETWEEN 0 AND people AND with_signature BETWEEN 0 AND people)
);
