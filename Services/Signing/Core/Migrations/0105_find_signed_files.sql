-- Signatures over a file are looked for when a document with attachments is issued (R33).
CREATE INDEX signature_requests_document ON signature_requests (document_sha256) WHERE state = 'completed';
