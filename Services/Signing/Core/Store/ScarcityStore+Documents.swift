import Clocks
import Postgres
import SigningDomain

/// What outgoing documents and copies wait for, by their own state, whether or not somebody began to sign (V-21, V-22).
extension ScarcityStore {
    /// Subjects whose own state tells what they wait for.
    static let kindsWithState = CompletedSignatureStore.ofDocuments + [CopySignatureHandler.subjectKind]

    /// Names of the profiles by which documents and copies are signed.
    struct Profiles: Sendable {
        let person: [String]
        let organisation: [String]
        let copy: [String]

        init(_ profiles: SignatureProfiles) {
            let names = { (wanted: SignatureCase) in profiles.all.filter { $0.signatureCase == wanted }.map(\.name) }
            self.person = names(.issuedByPerson)
            self.organisation = names(.issuedByOrganisation)
            self.copy = names(.copyByOrganisation)
        }
    }

    /// Documents whose personal signature or seal is due, longest first.
    ///
    /// - Parameter officer: Only those that wait for a person, an agency, or a clerk who can seal; empty for all.
    func dueSignatures(officer: String, _ profiles: Profiles) async throws -> [Waiting] {
        try await self.session.query(Self.dueSignatures(officer: officer, profiles)).map { row in
            let (id, kind, holder, since, notation, state) = try row.decode(
                (Identifier, String, String, UTCInstant, String, String).self)
            let names = kind == DocumentStepKind.seal.rawValue ? profiles.organisation : profiles.person
            return Waiting(
                subjectKind: CompletedSignatureStore.subjectKind, subjectID: id, subjectKey: id.description, profile: names.first ?? "",
                officer: holder, since: since, attempt: Self.attempt(state), notation: notation)
        }
    }

    /// The statement; an attempt counts from when the step became due, because a document may have been sent back since.
    static func dueSignatures(officer: String, _ profiles: Profiles) -> PostgresQuery {
        """
        WITH due AS (
            SELECT document_id, kind, CASE kind WHEN 'seal' THEN agency_code ELSE min(officer_code) END AS holder, min(since) AS since
            FROM document_tasks
            WHERE kind IN ('signature', 'seal')
                AND (\(officer) = '' OR officer_code = \(officer) OR (kind = 'seal' AND agency_code = \(officer)))
            GROUP BY document_id, kind, agency_code
            ORDER BY min(since)
            LIMIT \(Self.limit + 1)
        )
        SELECT due.document_id, due.kind, due.holder, due.since, COALESCE(numbers.notation, ''), COALESCE(latest.state, '')
        FROM due
        LEFT JOIN numbers ON numbers.document_id = due.document_id
        LEFT JOIN LATERAL (
            SELECT state FROM signature_requests
            WHERE subject_id = due.document_id AND subject_kind = \(CompletedSignatureStore.subjectKind)
                AND profile = ANY(CASE due.kind WHEN 'seal' THEN \(profiles.organisation)::text[] ELSE \(profiles.person)::text[] END)
                AND prepared_at >= due.since
            ORDER BY prepared_at DESC
            LIMIT 1
        ) AS latest ON true
        """
    }

    /// Attachments of documents that bear their number, which the organisation has not signed yet, longest first.
    ///
    /// - Parameter officer: Only those of an agency, or that keep a clerk from going on; empty for all.
    func unsignedAttachments(officer: String, _ profiles: Profiles) async throws -> [Waiting] {
        try await self.session.query(Self.unsignedAttachments(officer: officer, profiles)).map { row in
            let (id, ordinal, agency, since, notation, state) = try row.decode(
                (Identifier, Int64, String, UTCInstant, String, String).self)
            return Waiting(
                subjectKind: CompletedSignatureStore.attachmentKind, subjectID: id, subjectKey: id.description,
                profile: profiles.copy.first ?? "", officer: agency, since: since, attempt: Self.attempt(state),
                attachment: Int(ordinal), notation: notation)
        }
    }

    /// The statement; the attachments are those of the newest version, as its fact names them.
    static func unsignedAttachments(officer: String, _ profiles: Profiles) -> PostgresQuery {
        """
        SELECT documents.id, attachment.ordinal, documents.agency_code, numbers.taken_at, numbers.notation, COALESCE(latest.state, '')
        FROM documents
        JOIN numbers ON numbers.document_id = documents.id
        CROSS JOIN LATERAL (
            SELECT COALESCE(fact #> '{revised,version,attachments}', fact #> '{drafted,version,attachments}') AS files
            FROM document_facts
            WHERE document_id = documents.id AND jsonb_exists_any(fact, ARRAY['drafted', 'revised'])
            ORDER BY position DESC
            LIMIT 1
        ) AS newest
        CROSS JOIN LATERAL jsonb_array_elements(newest.files) WITH ORDINALITY AS attachment (file, ordinal)
        LEFT JOIN LATERAL (
            SELECT state FROM signature_requests
            WHERE subject_id = documents.id AND subject_kind = \(CompletedSignatureStore.attachmentKind)
                AND profile = ANY(\(profiles.copy)) AND document_sha256 = decode(attachment.file ->> 'sha256', 'hex')
            ORDER BY state = 'completed' DESC, prepared_at DESC
            LIMIT 1
        ) AS latest ON true
        WHERE documents.state IN ('number', 'seal', 'issue') AND latest.state IS DISTINCT FROM 'completed'
            AND (\(officer) = '' OR documents.agency_code = \(officer) OR EXISTS (
                SELECT 1 FROM document_tasks WHERE document_tasks.document_id = documents.id AND officer_code = \(officer)))
        ORDER BY numbers.taken_at, documents.id, attachment.ordinal
        LIMIT \(Self.limit + 1)
        """
    }

    /// Copies in electronic form that the organisation has not signed yet, longest first (R40).
    ///
    /// - Parameter officer: Only those of an agency, or that a clerk made; empty for all.
    func unsignedCopies(officer: String, _ profiles: Profiles) async throws -> [Waiting] {
        try await self.session.query(Self.unsignedCopies(officer: officer)).map { row in
            let (id, agency, since, notation, state) = try row.decode((Identifier, String, UTCInstant, String, String).self)
            return Waiting(
                subjectKind: CopySignatureHandler.subjectKind, subjectID: id, subjectKey: id.description,
                profile: profiles.copy.first ?? "", officer: agency, since: since, attempt: Self.attempt(state), notation: notation)
        }
    }

    /// The statement.
    static func unsignedCopies(officer: String) -> PostgresQuery {
        """
        SELECT document_copies.id, agency_code, made_at, notation, COALESCE(latest.state, '')
        FROM document_copies
        LEFT JOIN LATERAL (
            SELECT state FROM signature_requests
            WHERE subject_id = document_copies.id AND subject_kind = \(CopySignatureHandler.subjectKind)
            ORDER BY prepared_at DESC
            LIMIT 1
        ) AS latest ON true
        WHERE document_copies.state = 'unsigned'
            AND (\(officer) = '' OR agency_code = \(officer) OR made_by = \(officer))
        ORDER BY made_at
        LIMIT \(Self.limit + 1)
        """
    }

    private static func attempt(_ state: String) -> Waiting.Attempt {
        switch RequestState(rawValue: state) {
        case .refused, .expired: .failed
        case .completed: .notEntered
        case .prepared, nil: .none
        }
    }
}
