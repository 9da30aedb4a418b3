-- With what priority a paper came in, so that one of a backlog that is put back waits behind the desks again.
ALTER TABLE papers
    ADD COLUMN priority integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT papers_priority_known CHECK (priority IN (0, 1));

-- A paper of a backlog has its campaign in the place of a dossier.
UPDATE papers
SET priority = 1
FROM backlog_campaigns
WHERE backlog_campaigns.id = papers.dossier_id;
