-- An agency's legacy papers as a campaign: plan, counted boxes, documents as the sheets list them (R58).
CREATE TABLE backlog_campaigns (
    id                uuid        NOT NULL,
    agency_code       text        NOT NULL,
    name              text        NOT NULL,
    -- Field set of the sheets; marks what was imported as older data.
    standard          text        NOT NULL DEFAULT 'TT 02/2019',
    planned_boxes     integer     NOT NULL,
    planned_records   integer     NOT NULL,
    planned_documents integer     NOT NULL,
    opened_by         text        NOT NULL,
    opened_at         timestamptz NOT NULL,

    CONSTRAINT backlog_campaigns_pkey PRIMARY KEY (id),
    CONSTRAINT backlog_campaigns_name_once UNIQUE (agency_code, name),
    CONSTRAINT backlog_campaigns_plan_sensible CHECK (planned_boxes >= 0 AND planned_records >= 0 AND planned_documents >= 0)
);

CREATE TABLE backlog_boxes (
    campaign_id     uuid    NOT NULL,
    box             text    NOT NULL,
    counted_records integer NOT NULL,

    CONSTRAINT backlog_boxes_pkey PRIMARY KEY (campaign_id, box),
    CONSTRAINT backlog_boxes_campaign FOREIGN KEY (campaign_id) REFERENCES backlog_campaigns (id),
    CONSTRAINT backlog_boxes_counted CHECK (counted_records >= 0)
);

CREATE TABLE backlog_documents (
    campaign_id  uuid        NOT NULL,
    record_code  text        NOT NULL,
    ordinal      integer     NOT NULL,
    identifier   text        NOT NULL,
    box          text        NOT NULL,
    file_name    text        NOT NULL,
    pages        integer     NOT NULL,
    details      jsonb       NOT NULL,
    sheet_sha256 bytea       NOT NULL,
    sheet_row    integer     NOT NULL,
    listed_at    timestamptz NOT NULL,
    paper_id     uuid,

    CONSTRAINT backlog_documents_pkey PRIMARY KEY (campaign_id, record_code, ordinal),
    CONSTRAINT backlog_documents_identifier_once UNIQUE (campaign_id, identifier),
    CONSTRAINT backlog_documents_file_once UNIQUE (campaign_id, file_name),
    CONSTRAINT backlog_documents_campaign FOREIGN KEY (campaign_id) REFERENCES backlog_campaigns (id),
    CONSTRAINT backlog_documents_paper FOREIGN KEY (paper_id) REFERENCES papers (id),
    CONSTRAINT backlog_documents_digest_length CHECK (octet_length(sheet_sha256) = 32)
);

-- When a paper got its e-copy; a pace is counted from it.
ALTER TABLE papers ADD COLUMN captured_at timestamptz;
