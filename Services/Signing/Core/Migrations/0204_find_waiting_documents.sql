-- What waits for a signature is a small part of everything there is (V-21, V-22): due signatures and seals, attachments of documents
-- that bear their number and are not out, and copies.
CREATE INDEX document_tasks_signatures ON document_tasks (since, document_id) WHERE kind IN ('signature', 'seal');
CREATE INDEX documents_leaving ON documents (id) WHERE state IN ('number', 'seal', 'issue');
CREATE INDEX document_copies_unsigned ON document_copies (made_at) WHERE state = 'unsigned';
