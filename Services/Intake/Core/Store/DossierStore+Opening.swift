import Clocks
import IntakeDomain
import Messaging
import Postgres

extension DossierStore {
    /// What was answered under an idempotency key before.
    struct StoredReply: Sendable {
        let fingerprint: [UInt8]
        let reply: [UInt8]
    }

    /// How an opening ended.
    enum Opening: Sendable {
        /// The dossier is stored with its events.
        case opened
        /// Somebody else used the key at the same time; nothing was stored.
        case keyTaken
        /// The code from elsewhere belongs to another dossier; nothing was stored.
        case codeTaken
    }

    /// What was answered under a key, or `nil`.
    func reply(under key: String) async throws -> StoredReply? {
        try await self.client.query(
            """
            SELECT fingerprint_sha256, reply
            FROM idempotency_keys
            WHERE idempotency_key = \(key)
            """
        ).first.map { row in
            let (fingerprint, reply) = try row.decode(([UInt8], [UInt8]).self)
            return StoredReply(fingerprint: fingerprint, reply: reply)
        }
    }

    /// Draws the next ordinal of an agency's day (R10).
    ///
    /// A statement of its own: the counter's row is locked for its duration and not for that of the opening, and no
    /// failure later gives the number back.
    func nextOrdinal(agencyCode: String, day: VietnamDate) async throws -> Int {
        let ordinal = try await self.client.query(
            """
            INSERT INTO dossier_ordinals (agency_code, day, last_ordinal)
            VALUES (\(agencyCode), \(day), 1)
            ON CONFLICT ON CONSTRAINT dossier_ordinals_pkey DO UPDATE
            SET last_ordinal = dossier_ordinals.last_ordinal + 1
            RETURNING last_ordinal
            """
        ).decodeOnly(Int64.self)
        return Int(ordinal)
    }

    /// Stores a new dossier with its history, its reply and its events in one transaction.
    func open(
        _ dossier: Dossier, change: StatusChange, facts: [DossierFact], key: String, reply: StoredReply
    ) async throws -> Opening {
        let events = try self.events.events(of: facts, dossier: dossier, at: dossier.openedAt)
        return try await self.client.withTransaction { transaction in
            let claimed = try await transaction.query(
                """
                INSERT INTO idempotency_keys (idempotency_key, fingerprint_sha256, reply, created_at)
                VALUES (\(key), \(reply.fingerprint), \(reply.reply), \(dossier.openedAt))
                ON CONFLICT ON CONSTRAINT idempotency_keys_pkey DO NOTHING
                """)
            guard claimed.affectedRows == 1 else {
                return .keyTaken
            }
            let inserted = try await transaction.query(Self.insert(dossier))
            guard inserted.affectedRows == 1 else {
                // Returning would commit the key without its dossier.
                throw CodeTaken()
            }
            try await transaction.pipeline(
                dossier.components.enumerated().map { Self.insert($1, ordinal: $0, of: dossier.id) }
                    + facts.compactMap { Self.insert($0, dossier: dossier, version: dossier.version) }
                    + [Self.insert(change, of: dossier.id, version: dossier.version)])
            try await self.eventLog.append(events, in: transaction)
            return .opened
        }
    }

    /// Turns a refused code into an outcome; everything else passes.
    func openUnlessCodeTaken(
        _ dossier: Dossier, change: StatusChange, facts: [DossierFact], key: String, reply: StoredReply
    ) async throws -> Opening {
        do {
            return try await self.open(dossier, change: change, facts: facts, key: key, reply: reply)
        } catch is CodeTaken {
            return .codeTaken
        }
    }

    private struct CodeTaken: Error {}

    private static func insert(_ dossier: Dossier) -> PostgresQuery {
        """
        INSERT INTO dossiers
            (id, code, procedure_code, procedure_version, owner_id, owner_name, channel, receiving_agency_code,
             supporting_agency_code, competent_agency_code, opened_by, assisted_by, opened_at, status,
             supplement_count, version)
        VALUES
            (\(dossier.id), \(dossier.code.text), \(dossier.procedure.code),
             \(Int32(clamping: dossier.procedure.version)), \(dossier.owner.id), \(dossier.owner.name),
             \(Int32(clamping: dossier.channel.rawValue)), \(dossier.places.receipt), \(dossier.places.support),
             \(dossier.places.competent), \(dossier.openedBy), \(dossier.assistedBy), \(dossier.openedAt),
             \(Int32(clamping: dossier.status.rawValue)), \(Int32(clamping: dossier.supplementCount)),
             \(dossier.version))
        ON CONFLICT ON CONSTRAINT dossiers_code_unique DO NOTHING
        """
    }

    private static func insert(
        _ component: DossierComponent, ordinal: Int, of dossierID: Identifier
    ) -> PostgresQuery {
        let rule = component.rule
        return """
            INSERT INTO dossier_components
                (dossier_id, ordinal, code, name, paper_type_code, is_required, role, exemption_code, originals, copies,
                 state, result_code, document_id)
            VALUES
                (\(dossierID), \(Int32(clamping: ordinal)), \(rule.code), \(rule.name), \(rule.paperTypeCode),
                 \(rule.isRequired), \(rule.role.rawValue), \(rule.exemptionCode),
                 \(Int32(clamping: component.originals)), \(Int32(clamping: component.copies)),
                 \(Int32(clamping: component.state.rawValue)), \(component.resultCode), \(component.documentID))
            """
    }
}
