-- A document is also found by the title and the file code of the records that hold it. What a search reads is written once, when
-- the transaction that stores and files a document ends, with all that the transaction did.
DROP TRIGGER documents_follow ON documents;
DROP TRIGGER documents_follow_rights ON documents;
DROP TRIGGER record_documents_follow ON record_documents;
DROP TRIGGER work_records_follow_rights ON work_records;
DROP FUNCTION follow_document(), follow_document_rights(), follow_filing(), follow_record_rights();
DROP FUNCTION enter_search_entry(documents);
DROP FUNCTION place_search_entry(uuid);

ALTER TABLE search_entries ADD COLUMN record_words text NOT NULL DEFAULT '';

-- What a document has from the records that hold it, and who may read it.
CREATE FUNCTION search_place(document uuid, OUT agencies text[], OUT readers text[], OUT record_words text)
LANGUAGE sql STABLE
RETURN (
    SELECT ROW(
        coalesce(array_agg(DISTINCT work_records.agency_code ORDER BY work_records.agency_code), '{}'),
        effective_readers(document),
        coalesce(string_agg(
            work_records.file_code || E'\n' || work_records.title, E'\n' ORDER BY work_records.file_code), ''))
    FROM record_documents JOIN work_records ON work_records.id = record_documents.record_id
    WHERE record_documents.document_id = document AND record_documents.removed_at IS NULL);

-- At most 300,000 characters of a text count, because a tsvector ends at 1 MB. Whoever enters the same document waits, and then
-- sees what the other wrote.
CREATE FUNCTION enter_search_entry(document uuid) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM FROM search_entries WHERE document_id = document FOR UPDATE;
    INSERT INTO search_entries
        (document_id, stored_at, issued_on, owner_id, paper_type_code, form, agencies, readers, record_words, bare, marked)
    SELECT known.id, known.stored_at, known.issued_on, known.owner_id, known.paper_type_code, known.form,
           place.agencies, place.readers, place.record_words,
           to_tsvector('simple', public.unaccent('public.unaccent'::regdictionary, said.marked)), to_tsvector('simple', said.marked)
    FROM documents AS known
    CROSS JOIN LATERAL search_place(known.id) AS place
    CROSS JOIN LATERAL (
        -- OFFSET keeps the planner from working the form out twice.
        SELECT marked_form(left(
            concat_ws(
                E'\n', known.title, concat_ws('/', nullif(known.number, ''), nullif(known.notation, '')),
                known.issuer, known.signer_name, known.result_code, known.dossier_code,
                (SELECT string_agg(field ->> 'value', E'\n') FROM jsonb_array_elements(known.fields) AS field),
                nullif(place.record_words, ''), known.content), 300000)) AS marked
        OFFSET 0
    ) AS said
    WHERE known.id = document
    ON CONFLICT ON CONSTRAINT search_entries_pkey DO UPDATE
    SET stored_at = excluded.stored_at, issued_on = excluded.issued_on, owner_id = excluded.owner_id,
        paper_type_code = excluded.paper_type_code, form = excluded.form, agencies = excluded.agencies, readers = excluded.readers,
        record_words = excluded.record_words, bare = excluded.bare, marked = excluded.marked;
END $$;

-- Most changes of place leave the words as they are, and then the index of words too.
CREATE FUNCTION place_search_entry(document uuid) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    known text;
    place record;
BEGIN
    SELECT search_entries.record_words INTO known FROM search_entries WHERE document_id = document FOR UPDATE;
    IF NOT FOUND THEN RETURN; END IF;
    SELECT * INTO place FROM search_place(document);
    IF known <> place.record_words THEN
        PERFORM enter_search_entry(document);
    ELSE
        UPDATE search_entries SET agencies = place.agencies, readers = place.readers
        WHERE document_id = document
          AND (search_entries.agencies, search_entries.readers) IS DISTINCT FROM (place.agencies, place.readers);
    END IF;
END $$;

CREATE FUNCTION follow_document() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN PERFORM enter_search_entry(NEW.id); RETURN NULL; END $$;

CREATE CONSTRAINT TRIGGER documents_follow AFTER INSERT OR UPDATE OF
    title, number, notation, issuer, signer_name, result_code, dossier_code, fields, content, stored_at, issued_on, owner_id,
    paper_type_code, form ON documents
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION follow_document();

CREATE FUNCTION follow_document_rights() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN PERFORM place_search_entry(NEW.id); RETURN NULL; END $$;

CREATE CONSTRAINT TRIGGER documents_follow_rights AFTER UPDATE OF readers ON documents
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION follow_document_rights();

CREATE FUNCTION follow_filing() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN PERFORM place_search_entry(NEW.document_id); RETURN NULL; END $$;

CREATE CONSTRAINT TRIGGER record_documents_follow AFTER INSERT OR UPDATE OF removed_at ON record_documents
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION follow_filing();

CREATE FUNCTION follow_record() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM place_search_entry(document_id)
    FROM (SELECT DISTINCT document_id FROM record_documents WHERE record_id = NEW.id ORDER BY document_id) AS held;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER work_records_follow AFTER UPDATE ON work_records
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.readers, OLD.title, OLD.file_code) IS DISTINCT FROM (NEW.readers, NEW.title, NEW.file_code))
    EXECUTE FUNCTION follow_record();

-- Words of every filed document anew; without the index in between, which would take each of them twice.
DROP INDEX search_entries_words;
SELECT enter_search_entry(document_id) FROM (
    SELECT DISTINCT document_id FROM record_documents WHERE removed_at IS NULL
) AS filed;
CREATE INDEX search_entries_words ON search_entries USING gin (bare, marked) WITH (gin_pending_list_limit = 512);
