-- The copies of an agency from the newest, and those of one document.
CREATE INDEX document_copies_agency ON document_copies (agency_code, id);
CREATE INDEX document_copies_source ON document_copies (source_document, id) WHERE source_document IS NOT NULL;
