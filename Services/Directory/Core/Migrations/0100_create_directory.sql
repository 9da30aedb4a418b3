-- Periods are half open: valid_from is the first day in force, valid_until the first day no longer in force.
-- That the periods of one code do not overlap is checked by the import, which holds a lock.

CREATE TABLE agencies (
    code            text   NOT NULL,
    valid_from      date   NOT NULL,
    valid_until     date,
    legacy_code     text,
    name            text   NOT NULL,
    abbreviation    text   NOT NULL,
    level           text   NOT NULL,
    parent_code     text,
    successor_codes text[] NOT NULL,

    CONSTRAINT agencies_pkey PRIMARY KEY (code, valid_from),
    CONSTRAINT agencies_period_not_empty CHECK (valid_until > valid_from),
    CONSTRAINT agencies_code_form CHECK (code ~ '^[0-9A-Z]+(\.[0-9A-Z]+)*$' AND length(code) <= 35),
    CONSTRAINT agencies_level_known CHECK (level IN ('province', 'department', 'district', 'commune')),
    CONSTRAINT agencies_successors_after_end CHECK (valid_until IS NOT NULL OR cardinality(successor_codes) = 0)
);

CREATE INDEX agencies_legacy_code ON agencies (legacy_code) WHERE legacy_code IS NOT NULL;

CREATE TABLE people (
    id           uuid NOT NULL,
    officer_code text NOT NULL,
    full_name    text NOT NULL,

    CONSTRAINT people_pkey PRIMARY KEY (id),
    CONSTRAINT people_officer_code_unique UNIQUE (officer_code)
);

CREATE TABLE posts (
    person_id   uuid NOT NULL,
    ordinal     int  NOT NULL,
    agency_code text NOT NULL,
    title       text NOT NULL,
    role        text NOT NULL,
    valid_from  date NOT NULL,
    valid_until date,

    CONSTRAINT posts_pkey PRIMARY KEY (person_id, ordinal),
    CONSTRAINT posts_person_exists FOREIGN KEY (person_id) REFERENCES people (id),
    CONSTRAINT posts_period_not_empty CHECK (valid_until > valid_from)
);

CREATE INDEX posts_agency_code ON posts (agency_code);

CREATE TABLE calendar_days (
    day       date    NOT NULL,
    is_worked boolean NOT NULL,
    name      text    NOT NULL,

    CONSTRAINT calendar_days_pkey PRIMARY KEY (day)
);

-- One row: the hours of an ordinary working day, in minutes after midnight in Vietnam.
CREATE TABLE office_hours (
    only_row       boolean NOT NULL DEFAULT true,
    morning_from   int     NOT NULL,
    morning_to     int     NOT NULL,
    afternoon_from int     NOT NULL,
    afternoon_to   int     NOT NULL,

    CONSTRAINT office_hours_pkey PRIMARY KEY (only_row),
    CONSTRAINT office_hours_only_row CHECK (only_row),
    CONSTRAINT office_hours_in_order CHECK (
        0 <= morning_from AND morning_from < morning_to AND morning_to <= afternoon_from
        AND afternoon_from < afternoon_to AND afternoon_to <= 1440
    )
);

CREATE TABLE code_entries (
    list        text NOT NULL,
    code        text NOT NULL,
    valid_from  date NOT NULL,
    valid_until date,
    name        text NOT NULL,

    CONSTRAINT code_entries_pkey PRIMARY KEY (list, code, valid_from),
    CONSTRAINT code_entries_period_not_empty CHECK (valid_until > valid_from)
);
