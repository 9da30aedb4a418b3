-- The recognition queue of desk and backlog, fair between agencies. A new hundred: the block of the desk.
CREATE SEQUENCE recognition_claims;

ALTER TABLE recognition_jobs
    ADD COLUMN priority    integer     NOT NULL DEFAULT 0,
    ADD COLUMN agency_code text        NOT NULL DEFAULT '',
    ADD COLUMN queued_at   timestamptz NOT NULL DEFAULT now(),
    -- The number of the claim that holds the job: an earlier holder, also of an earlier life of the job, has another one.
    ADD COLUMN claim       bigint      NOT NULL DEFAULT 0,
    ADD COLUMN holder      text        NOT NULL DEFAULT '',
    ADD CONSTRAINT recognition_jobs_priority_known CHECK (priority IN (0, 1));

UPDATE recognition_jobs
SET agency_code = papers.agency_code, queued_at = papers.received_at
FROM papers
WHERE papers.id = recognition_jobs.paper_id;

DROP INDEX recognition_jobs_due;
CREATE INDEX recognition_jobs_by_turn ON recognition_jobs (priority, agency_code, due_at, paper_id);

-- Which agency was served when last: the next turn is that of the one served longest ago.
CREATE TABLE recognition_turns (
    priority    integer NOT NULL,
    agency_code text    NOT NULL,
    served      bigint  NOT NULL DEFAULT 0,

    CONSTRAINT recognition_turns_pkey PRIMARY KEY (priority, agency_code),
    CONSTRAINT recognition_turns_priority_known CHECK (priority IN (0, 1))
);

INSERT INTO recognition_turns (priority, agency_code)
SELECT DISTINCT priority, agency_code
FROM recognition_jobs
-- What a program of the release before takes in names no agency; it gets turns all the same.
UNION
VALUES (0, '');
