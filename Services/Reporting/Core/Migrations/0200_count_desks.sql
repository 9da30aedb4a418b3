-- What a desk had at the end of each month in which somebody recorded it, and the event that said so (V-14, V-20). It lasts until
-- a later month says otherwise.
CREATE TABLE desk_states (
    agency_code text        NOT NULL,
    desk        text        NOT NULL,
    month       integer     NOT NULL,
    is_equipped boolean     NOT NULL,
    is_trained  boolean     NOT NULL,
    event_id    uuid        NOT NULL,
    recorded_at timestamptz NOT NULL,

    CONSTRAINT desk_states_pkey PRIMARY KEY (agency_code, desk, month)
);
