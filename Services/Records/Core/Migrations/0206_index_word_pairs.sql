-- A phrase of words that are common each and rare together was looked for by reading document after document. Two words that follow
-- each other are one key of the index now: one of 2^20 numbers, so that the index stays small; whether it was the right pair, the
-- words themselves tell.
CREATE FUNCTION word_pairs(bare tsvector, marked tsvector) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
    WITH placed AS MATERIALIZED (
        SELECT 'bare' AS form, lexeme, place FROM unnest(bare), unnest(positions) AS place
        UNION ALL
        -- A tsvector keeps 255 places of a word. Of one that stands more often, words with different marks keep more of them.
        SELECT 'marked', public.unaccent('public.unaccent'::regdictionary, lexeme), place
        FROM unnest(marked), unnest(positions) AS place
        WHERE EXISTS (SELECT FROM unnest(bare) AS often WHERE cardinality(often.positions) >= 255)
    )
    SELECT coalesce(array_agg(DISTINCT hashtext(earlier.lexeme || ' ' || later.lexeme) & 1048575), '{}')
    FROM placed AS earlier JOIN placed AS later ON later.form = earlier.form AND later.place = earlier.place + 1
$$;

-- The pairs that a question asks for: those within each of its terms.
CREATE FUNCTION asked_pairs(terms text[]) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    SELECT coalesce(array_agg(DISTINCT pair), '{}')
    FROM unnest(terms) AS term, unnest(word_pairs(to_tsvector('simple', bare_form(term)), '')) AS pair);

DROP INDEX search_entries_words;
ALTER TABLE search_entries ADD COLUMN pairs integer[] NOT NULL GENERATED ALWAYS AS (word_pairs(bare, marked)) STORED;
CREATE INDEX search_entries_words ON search_entries USING gin (bare, marked, pairs) WITH (gin_pending_list_limit = 512);
