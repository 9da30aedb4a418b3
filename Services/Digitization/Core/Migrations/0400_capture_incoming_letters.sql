-- Letters that came to the agency on paper are captured too; they belong to an incoming document.
ALTER TABLE papers
    DROP CONSTRAINT papers_role_known,
    ADD CONSTRAINT papers_role_known CHECK (role IN ('component', 'result', 'incoming'));
