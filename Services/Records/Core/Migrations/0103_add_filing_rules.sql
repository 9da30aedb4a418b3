-- By which documents and dossiers find an entry by themselves (R43), as the JSON form of FilingRule in an array.
ALTER TABLE filing_plan_entries ADD COLUMN rules jsonb NOT NULL DEFAULT '[]';

-- The record of the document that another one refers to is found by number and notation.
CREATE INDEX documents_by_number ON documents (number, notation) WHERE number <> '';
CREATE INDEX record_documents_by_document ON record_documents (document_id) WHERE removed_at IS NULL;
