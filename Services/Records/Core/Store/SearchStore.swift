import Clocks
import Postgres
import RecordsDomain

/// Finds documents through `search_entries`.
struct SearchStore: Sendable {
    let session: any PostgresSession

    /// One hit with its place in the list.
    struct Hit: Sendable {
        let place: SearchPlace
        let document: RepositoryDocument
    }

    /// How many hits share a value.
    struct Facet: Hashable, Sendable {
        let name: String
        let value: String
        let count: Int64
    }

    /// Which hits of a text are meant.
    enum Words: Sendable {
        /// Every document: nothing was typed.
        case any
        /// Those with the same diacritics.
        case marked
        /// Those with the same letters, whatever stands on them.
        case bare
        /// The latter without the former.
        case onlyBare
    }

    /// One page: hits with the same diacritics, newest first, then those with others, newest first.
    ///
    /// - Parameters:
    ///   - officerCode: What is restricted is found only when this officer may read it; empty = nobody.
    ///   - place: Where the page begins; nil = at the best hit.
    func page(
        _ question: DocumentQuestion, for officerCode: String, after place: SearchPlace? = nil, limit: Int
    ) async throws -> [Hit] {
        var hits: [Hit] = []
        for (part, words) in Self.parts(of: question.text) where part.rawValue >= (place?.part ?? .marked).rawValue {
            let after = place?.part == part ? place : nil
            let query = Self.page(question, words, for: officerCode, after: after, limit: limit - hits.count)
            hits += try await self.rows(query).map { row in
                let document = try DocumentStore.document(row)
                return Hit(place: SearchPlace(part: part, storedAt: document.storedAt, document: document.id), document: document)
            }
            if hits.count == limit { break }
        }
        return hits
    }

    /// Counts of all hits by kind, form, year of storing and agency, the greatest first; `total` counts them all.
    func facets(_ question: DocumentQuestion, for officerCode: String) async throws -> [Facet] {
        try await self.rows(Self.facets(question, for: officerCode)).map { row in
            let (name, value, count) = try row.decode((String, String, Int64).self)
            return Facet(name: name, value: value, count: count)
        }
    }

    /// Without a diacritic in the question there is nothing to put first.
    private static func parts(of text: SearchText) -> [(SearchPlace.Part, Words)] {
        if text.isEmpty { return [(.bare, .any)] }
        let isMarked = text.quoted.unicodeScalars.contains { !$0.isASCII }
        return isMarked ? [(.marked, .marked), (.bare, .onlyBare)] : [(.bare, .bare)]
    }

    /// Planned for the very words each time, because a rare word wants the index of words and a common one that of time.
    private func rows(_ query: PostgresQuery) async throws -> PostgresRows {
        let answers = try await self.session.pipeline([
            "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)", query,
        ])
        guard let rows = answers.last else { throw StoredValueError("search_entries", "no answer") }
        return rows
    }

    static func page(
        _ question: DocumentQuestion, _ words: Words, for officerCode: String, after place: SearchPlace?, limit: Int
    ) -> PostgresQuery {
        self.select(
            """
            SELECT \(DocumentStore.columns)
            FROM (SELECT document_id, stored_at FROM search_entries
            """,
            """
            ORDER BY stored_at DESC, document_id DESC LIMIT \(limit)) AS hits
            JOIN documents ON documents.id = hits.document_id
            ORDER BY hits.stored_at DESC, hits.document_id DESC
            """, question, words, for: officerCode, after: place)
    }

    static func facets(_ question: DocumentQuestion, for officerCode: String) -> PostgresQuery {
        self.select(
            """
            WITH hits AS MATERIALIZED (SELECT paper_type_code, form, stored_at, agencies FROM search_entries
            """,
            """
            )
            SELECT name, value, count(*) FROM (
                SELECT 'total' AS name, '' AS value FROM hits
                UNION ALL SELECT 'paperType', paper_type_code FROM hits
                UNION ALL SELECT 'form', form FROM hits
                UNION ALL SELECT 'year', to_char(stored_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY') FROM hits
                UNION ALL SELECT 'agency', unnest(agencies) FROM hits
            ) AS counted
            GROUP BY name, value
            ORDER BY name, count(*) DESC, value
            """, question, question.text.isEmpty ? .any : .bare, for: officerCode, after: nil)
    }

    /// Puts the conditions between the beginning and the end of a statement. What does not apply is folded away by the planner,
    /// which sees the values.
    private static func select(
        _ beginning: String, _ end: String, _ question: DocumentQuestion, _ words: Words, for officerCode: String,
        after place: SearchPlace?
    ) -> PostgresQuery {
        let forms = question.forms.map(\.rawValue)
        let from = question.storedFrom.map { UTCInstant(vietnamDate: $0, hour: 0, minute: 0) }
        let to = question.storedTo.map { UTCInstant(vietnamDate: $0.adding(days: 1), hour: 0, minute: 0) }
        let text = question.text.quoted
        let isMarked = words == .marked, isBare = words == .bare || words == .onlyBare, isOnlyBare = words == .onlyBare
        return """
            \(unsafeSQL: beginning)
            WHERE (NOT \(isMarked) OR marked @@ websearch_to_tsquery('simple', marked_form(\(text))))
              AND (NOT \(isBare) OR bare @@ websearch_to_tsquery('simple', bare_form(\(text))))
              AND (NOT \(isOnlyBare) OR NOT marked @@ websearch_to_tsquery('simple', marked_form(\(text))))
              AND (asked_pairs(\(question.text.terms)) = '{}' OR pairs @> asked_pairs(\(question.text.terms)))
              AND (\(question.ownerID) = '' OR owner_id = \(question.ownerID))
              AND (cardinality(\(question.paperTypes)::text[]) = 0 OR paper_type_code = ANY (\(question.paperTypes)))
              AND (cardinality(\(forms)::text[]) = 0 OR form = ANY (\(forms)))
              AND (cardinality(\(question.agencies)::text[]) = 0 OR agencies && \(question.agencies))
              AND (\(from)::timestamptz IS NULL OR stored_at >= \(from))
              AND (\(to)::timestamptz IS NULL OR stored_at < \(to))
              AND (\(question.issuedFrom)::date IS NULL OR issued_on >= \(question.issuedFrom))
              AND (\(question.issuedTo)::date IS NULL OR issued_on <= \(question.issuedTo))
              AND (readers IS NULL OR \(officerCode) = ANY (readers))
              AND (\(place == nil) OR (stored_at, document_id) < (\(place?.storedAt ?? .latest), \(place?.document ?? .maximum)))
            \(unsafeSQL: end)
            """
    }
}
