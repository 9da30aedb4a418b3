import Clocks
import Messaging
import RecordsDomain

/// Takes a document out of a record; the reason is held against what is filed, and stays on record (R47).
struct RemoveDocumentHandler: Sendable {
    /// Why a document is taken out.
    enum Reason: String, Sendable {
        case duplicate
        case supersededDraft
        case recalled
        case misfiled
    }

    let keeping: RecordKeeping

    /// - Throws: ``RecordsRefusal/notFiled(ordinal:)``; ``RecordsRefusal/badValue(_:_:)`` when the reason does not hold;
    ///   ``RecordsRefusal/missing(_:)`` for a mistake without words.
    func remove(
        ordinal: Int, from id: Identifier, because reason: Reason, note: String, by officerCode: String
    ) async throws -> WorkRecord {
        guard !officerCode.isEmpty else { throw RecordsRefusal.noOfficer }
        guard note.count <= 500 else { throw RecordsRefusal.badValue("note", "≤ 500") }
        return try await self.keeping.change(id) { record, change in
            let documents = try await change.records.documents(of: id)
            guard documents.contains(where: { $0.ordinal == ordinal }) else { throw RecordsRefusal.notFiled(ordinal: ordinal) }
            try await self.justify(reason, ordinal, note, record, change)
            try record.documentRemoved()
            try await change.records.remove(ordinal: ordinal, from: id, at: change.now)
            try await change.note(
                "removed", ordinal: ordinal, reason: note.isEmpty ? reason.rawValue : "\(reason.rawValue): \(note)",
                by: officerCode, of: record)
            return []
        }
    }

    /// A reason that the check does not see for itself is no reason, except a mistake, which needs words.
    private func justify(
        _ reason: Reason, _ ordinal: Int, _ note: String, _ record: WorkRecord, _ change: RecordKeeping.Change
    ) async throws {
        let check = try await CompletenessRefresh(
            transaction: change.transaction, identifiers: self.keeping.identifiers, now: change.now
        ).check(record)
        let holds = check.gaps().contains { gap in
            switch (gap, reason) {
            // Of two that are the same, either may go.
            case (.duplicate(let found, let first), .duplicate), (.sameNumber(let found, let first), .duplicate):
                found == ordinal || first == ordinal
            case (.draftOfIssued(let found, _), .supersededDraft), (.recalled(let found), .recalled): found == ordinal
            default: false
            }
        }
        if reason == .misfiled {
            guard note.count >= 10 else { throw RecordsRefusal.missing("note (≥ 10)") }
        } else if !holds {
            throw RecordsRefusal.badValue("reason", reason.rawValue)
        }
    }
}
