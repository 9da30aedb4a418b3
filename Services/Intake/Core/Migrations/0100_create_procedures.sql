-- Versions are what dossiers are bound to: a stored version only ever gets a last day (R14).
-- Periods are half open: valid_until is the first day no longer in force.

CREATE TABLE procedure_versions (
    code                  text NOT NULL,
    version               int  NOT NULL,
    name                  text NOT NULL,
    sector                text NOT NULL,
    competent_agency_code text,
    handling_section      text NOT NULL,
    limit_unit            text NOT NULL,
    limit_count           int  NOT NULL,
    cut_off_minute        int,
    valid_from            date NOT NULL,
    valid_until           date,
    filing_notation       text NOT NULL,

    CONSTRAINT procedure_versions_pkey PRIMARY KEY (code, version),
    CONSTRAINT procedure_versions_code_form CHECK (code ~ '^[0-9]\.[0-9]{6}$'),
    CONSTRAINT procedure_versions_version_positive CHECK (version > 0),
    CONSTRAINT procedure_versions_limit_unit_known CHECK (limit_unit IN ('same_day', 'working_days', 'working_hours')),
    CONSTRAINT procedure_versions_limit_fits_unit CHECK ((limit_unit = 'same_day') = (limit_count = 0)),
    CONSTRAINT procedure_versions_cut_off_in_day CHECK (cut_off_minute BETWEEN 1 AND 1439),
    CONSTRAINT procedure_versions_period_not_empty CHECK (valid_until > valid_from)
);

CREATE TABLE procedure_components (
    procedure_code    text    NOT NULL,
    procedure_version int     NOT NULL,
    ordinal           int     NOT NULL,
    code              text    NOT NULL,
    name              text    NOT NULL,
    paper_type_code   text    NOT NULL,
    is_required       boolean NOT NULL,
    role              text    NOT NULL,
    exemption_code    text,

    CONSTRAINT procedure_components_pkey PRIMARY KEY (procedure_code, procedure_version, ordinal),
    CONSTRAINT procedure_components_code_unique UNIQUE (procedure_code, procedure_version, code),
    CONSTRAINT procedure_components_version_exists
        FOREIGN KEY (procedure_code, procedure_version) REFERENCES procedure_versions (code, version),
    CONSTRAINT procedure_components_role_known CHECK (role IN ('component', 'result'))
);
