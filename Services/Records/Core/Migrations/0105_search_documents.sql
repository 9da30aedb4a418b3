-- The form in which words are compared with their marks (R9): one Unicode form, small letters, the Đ of other alphabets as Đ,
-- the mark of oa, oe and uy on their first letter, and no signs between words, so that 12/QĐ-UBND is three words in a row.
-- A quotation mark stays: it makes phrases in questions and separates words in texts.
CREATE FUNCTION marked_form(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(
    replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(
        lower(normalize(translate(value, 'ÐðƉɖ', 'ĐđĐđ'), NFC) COLLATE "vi-x-icu")
        , 'oà', 'òa'), 'oá', 'óa'), 'oả', 'ỏa'), 'oã', 'õa'), 'oạ', 'ọa')
        , 'oè', 'òe'), 'oé', 'óe'), 'oẻ', 'ỏe'), 'oẽ', 'õe'), 'oẹ', 'ọe')
        , 'uỳ', 'ùy'), 'uý', 'úy'), 'uỷ', 'ủy'), 'uỹ', 'ũy'), 'uỵ', 'ụy'),
    E'/\\-–—_.,:;@&()[]{}<>=+*#%!?|~^$`''’‘', '                                   ');

-- The same without diacritics. unaccent() is only STABLE because its dictionary could change; naming it makes the promise.
CREATE FUNCTION bare_form(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN public.unaccent('public.unaccent'::regdictionary, marked_form(value));

-- Officers who may read (R53, R75); NULL = everybody who works with the suite.
ALTER TABLE work_records
    ADD COLUMN readers text[],
    ADD CONSTRAINT work_records_readers_named CHECK (cardinality(readers) > 0);

ALTER TABLE documents
    ADD COLUMN readers     text[],
    ADD COLUMN valid_until date,
    ADD CONSTRAINT documents_readers_named CHECK (cardinality(readers) > 0);

-- Who may read a document: those it names itself; else everybody when a record that holds it is open to everybody; else the
-- readers of the records that hold it or held it, so that taking it out opens nothing.
CREATE FUNCTION effective_readers(document uuid) RETURNS text[]
LANGUAGE sql STABLE
RETURN (
    SELECT CASE
        WHEN documents.readers IS NOT NULL THEN documents.readers
        WHEN EXISTS (
            SELECT FROM record_documents JOIN work_records ON work_records.id = record_documents.record_id
            WHERE record_documents.document_id = document AND record_documents.removed_at IS NULL
              AND work_records.readers IS NULL) THEN NULL
        ELSE (
            SELECT array_agg(DISTINCT reader)
            FROM record_documents
            JOIN work_records ON work_records.id = record_documents.record_id
            CROSS JOIN unnest(work_records.readers) AS reader
            WHERE record_documents.document_id = document)
        END
    FROM documents WHERE documents.id = document);

-- What is searched, one narrow row for each document, kept by triggers in the transaction that changes the document: a search
-- never sees a document without its words, nor words without the rights. Room in each page keeps changes of rights out of the
-- indexes.
CREATE TABLE search_entries (
    document_id     uuid        NOT NULL,
    stored_at       timestamptz NOT NULL,
    issued_on       date,
    owner_id        text        NOT NULL,
    paper_type_code text        NOT NULL,
    form            text        NOT NULL,
    agencies        text[]      NOT NULL DEFAULT '{}',
    readers         text[],
    bare            tsvector    NOT NULL,
    marked          tsvector    NOT NULL,

    CONSTRAINT search_entries_pkey PRIMARY KEY (document_id),
    CONSTRAINT search_entries_document FOREIGN KEY (document_id) REFERENCES documents ON DELETE CASCADE
) WITH (fillfactor = 75);

CREATE FUNCTION place_search_entry(document uuid) RETURNS void
LANGUAGE sql
AS $$
    UPDATE search_entries
    SET agencies = place.agencies, readers = place.readers
    FROM (
        SELECT
            ARRAY(
                SELECT DISTINCT work_records.agency_code
                FROM record_documents JOIN work_records ON work_records.id = record_documents.record_id
                WHERE record_documents.document_id = document AND record_documents.removed_at IS NULL
                ORDER BY 1) AS agencies,
            effective_readers(document) AS readers
    ) AS place
    WHERE search_entries.document_id = document
      AND (search_entries.agencies, search_entries.readers) IS DISTINCT FROM (place.agencies, place.readers)
$$;

-- At most 300,000 characters of a text count, because a tsvector ends at 1 MB.
CREATE FUNCTION enter_search_entry(document documents) RETURNS void
LANGUAGE sql
AS $$
    INSERT INTO search_entries
        (document_id, stored_at, issued_on, owner_id, paper_type_code, form, readers, bare, marked)
    SELECT document.id, document.stored_at, document.issued_on, document.owner_id, document.paper_type_code, document.form,
           document.readers,
           to_tsvector('simple', public.unaccent('public.unaccent'::regdictionary, said.marked)), to_tsvector('simple', said.marked)
    FROM (
        -- OFFSET keeps the planner from working the form out twice.
        SELECT marked_form(left(
            concat_ws(
                E'\n', document.title, concat_ws('/', nullif(document.number, ''), nullif(document.notation, '')),
                document.issuer, document.signer_name, document.result_code, document.dossier_code,
                (SELECT string_agg(field ->> 'value', E'\n') FROM jsonb_array_elements(document.fields) AS field),
                document.content), 300000)) AS marked
        OFFSET 0
    ) AS said
    ON CONFLICT ON CONSTRAINT search_entries_pkey DO UPDATE
    SET stored_at = excluded.stored_at, issued_on = excluded.issued_on, owner_id = excluded.owner_id,
        paper_type_code = excluded.paper_type_code, form = excluded.form, bare = excluded.bare, marked = excluded.marked
$$;

SELECT enter_search_entry(documents) FROM documents;
SELECT place_search_entry(id) FROM documents;

-- Both word forms in one index have one list of pending entries, kept short because every search reads it.
CREATE INDEX search_entries_words ON search_entries USING gin (bare, marked) WITH (gin_pending_list_limit = 512);
CREATE INDEX search_entries_newest ON search_entries (stored_at DESC, document_id DESC);
CREATE INDEX search_entries_by_owner ON search_entries (owner_id, stored_at DESC, document_id DESC) WHERE owner_id <> '';

CREATE FUNCTION follow_document() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN PERFORM enter_search_entry(NEW); RETURN NULL; END $$;

CREATE TRIGGER documents_follow AFTER INSERT OR UPDATE OF
    title, number, notation, issuer, signer_name, result_code, dossier_code, fields, content, stored_at, issued_on, owner_id,
    paper_type_code, form ON documents
    FOR EACH ROW EXECUTE FUNCTION follow_document();

CREATE FUNCTION follow_document_rights() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN PERFORM place_search_entry(NEW.id); RETURN NULL; END $$;

CREATE TRIGGER documents_follow_rights AFTER UPDATE OF readers ON documents
    FOR EACH ROW EXECUTE FUNCTION follow_document_rights();

CREATE FUNCTION follow_filing() RETURNS trigger
LANGUAGE plpgsql
AS $$ BEGIN PERFORM place_search_entry(NEW.document_id); RETURN NULL; END $$;

CREATE TRIGGER record_documents_follow AFTER INSERT OR UPDATE OF removed_at ON record_documents
    FOR EACH ROW EXECUTE FUNCTION follow_filing();

CREATE FUNCTION follow_record_rights() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM place_search_entry(document_id)
    FROM (SELECT DISTINCT document_id FROM record_documents WHERE record_id = NEW.id) AS held;
    RETURN NULL;
END $$;

CREATE TRIGGER work_records_follow_rights AFTER UPDATE OF readers ON work_records
    FOR EACH ROW EXECUTE FUNCTION follow_record_rights();

-- What searched before.
ALTER TABLE documents DROP COLUMN words, DROP COLUMN exact_words;
DROP FUNCTION search_form(text);

-- Questions that officers keep, as the JSON form of DocumentQuery.
CREATE TABLE saved_searches (
    officer_code text        NOT NULL,
    name         text        NOT NULL,
    query        jsonb       NOT NULL,
    saved_at     timestamptz NOT NULL,

    CONSTRAINT saved_searches_pkey PRIMARY KEY (officer_code, name),
    CONSTRAINT saved_searches_name CHECK (char_length(name) BETWEEN 1 AND 100)
);

-- Changes of rights, each announced until somebody other than who made it confirms it (R53).
CREATE TABLE right_changes (
    id             uuid        NOT NULL,
    subject        text        NOT NULL,
    subject_id     uuid        NOT NULL,
    readers_before text[]      NOT NULL,
    readers        text[]      NOT NULL,
    reason         text        NOT NULL,
    officer_code   text        NOT NULL,
    changed_at     timestamptz NOT NULL,
    confirmed_by   text,
    confirmed_at   timestamptz,

    CONSTRAINT right_changes_pkey PRIMARY KEY (id),
    CONSTRAINT right_changes_subject_known CHECK (subject IN ('record', 'document')),
    CONSTRAINT right_changes_confirmed CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CONSTRAINT right_changes_two_people CHECK (confirmed_by <> officer_code)
);

CREATE INDEX right_changes_announced ON right_changes (id DESC) WHERE confirmed_at IS NULL;
CREATE INDEX right_changes_by_subject ON right_changes (subject_id, id DESC);

CREATE TABLE access_denials (
    id           uuid        NOT NULL,
    subject      text        NOT NULL,
    subject_id   uuid        NOT NULL,
    officer_code text        NOT NULL,
    denied_at    timestamptz NOT NULL,

    CONSTRAINT access_denials_pkey PRIMARY KEY (id),
    CONSTRAINT access_denials_subject_known CHECK (subject IN ('record', 'document'))
);

CREATE INDEX access_denials_by_subject ON access_denials (subject_id, id DESC);

CREATE TRIGGER access_denials_only_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON access_denials
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who used an owner's paper, and for what (R19); empty where it was not told yet.
ALTER TABLE document_uses
    ADD COLUMN agency_code    text NOT NULL DEFAULT '',
    ADD COLUMN officer_code   text NOT NULL DEFAULT '',
    ADD COLUMN procedure_code text NOT NULL DEFAULT '',
    ADD COLUMN purpose        text NOT NULL DEFAULT '';
