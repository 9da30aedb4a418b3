-- What captured pages look like, to find pages captured twice, and pages a person has to look at (R25).
CREATE TABLE captured_pages (
    paper_id        uuid    NOT NULL,
    page            integer NOT NULL,
    owner_id        text    NOT NULL,
    dossier_code    text    NOT NULL,
    title           text    NOT NULL,
    difference_hash bigint  NOT NULL,
    confidence      integer NOT NULL,

    CONSTRAINT captured_pages_pkey PRIMARY KEY (paper_id, page),
    CONSTRAINT captured_pages_paper FOREIGN KEY (paper_id) REFERENCES papers (id),
    CONSTRAINT captured_pages_page_from_one CHECK (page >= 1),
    CONSTRAINT captured_pages_confidence_range CHECK (confidence BETWEEN 0 AND 100)
);

CREATE INDEX captured_pages_by_owner ON captured_pages (owner_id);
CREATE INDEX captured_pages_by_dossier ON captured_pages (dossier_code);

CREATE TABLE page_reviews (
    paper_id    uuid        NOT NULL,
    page        integer     NOT NULL,
    reason      text        NOT NULL,
    agency_code text        NOT NULL,
    opened_at   timestamptz NOT NULL,
    reviewed_by text,
    reviewed_at timestamptz,

    CONSTRAINT page_reviews_pkey PRIMARY KEY (paper_id, page, reason),
    CONSTRAINT page_reviews_paper FOREIGN KEY (paper_id) REFERENCES papers (id),
    CONSTRAINT page_reviews_closed_by_somebody CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL))
);

CREATE INDEX page_reviews_open ON page_reviews (agency_code, opened_at) WHERE reviewed_at IS NULL;
