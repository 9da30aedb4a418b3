import BlobStore
import Clocks
import Postgres
import SigningDomain

/// Signing of copies in electronic form: what is prepared must be what was planned, and only that is entered (R33, R40).
struct CopySignatureHandler: Sendable {
    /// The kind of subject under which copies are signed.
    static let subjectKind = "signing.document_copy"

    let tools: SigningTools

    /// Refuses to prepare a signature that is not the one the copy waits for.
    ///
    /// - Throws: ``SigningRefusal/malformed(_:)`` with the field that differs.
    func check(_ order: SignatureOrder, _ profile: SignatureProfile) async throws {
        guard order.subjectKind == Self.subjectKind else { return }
        let found = try await self.tools.postgres.withConnection { try await CopyStore(session: $0).find(order.subjectID) }
        guard let copy = found, copy.state == .unsigned else { throw SigningRefusal.malformed("subject.id") }
        guard profile.signatureCase == .copyByOrganisation else { throw SigningRefusal.malformed("profile") }
        guard order.officer == copy.agency else { throw SigningRefusal.malformed("officer_code") }
        guard order.document.hex == copy.file?.sha256 else { throw SigningRefusal.malformed("document") }
        guard order.issue.copyForm == copy.kind.form else { throw SigningRefusal.malformed("copy_form") }
    }

    /// Enters the completed signature of a copy; entered before, it answers as then.
    ///
    /// - Throws: ``DocumentRefusal``.
    func enter(_ request: Identifier, for id: Identifier, by officer: String) async throws -> StoredCopy {
        let known = try await self.tools.postgres.withConnection { try await CopyStore(session: $0).find(id) }
        guard let known else { throw DocumentRefusal.unknown }
        try await MakeCopyHandler(tools: self.tools).checkClerk(officer, of: known.agency)
        return try await self.tools.postgres.withTransaction { transaction in
            let store = CopyStore(session: transaction)
            guard var copy = try await store.find(id, locked: true) else { throw DocumentRefusal.unknown }
            guard copy.state == .unsigned else { return copy }
            let signatures = CompletedSignatureStore(session: transaction)
            guard
                let signature = try await signatures.find(
                    request, profiles: self.tools.configuration.profiles, subjectKind: Self.subjectKind)
            else { throw DocumentRefusal.signatureUnknown }
            guard signature.document == id, signature.before == copy.file?.sha256 else {
                throw DocumentRefusal.signatureOfAnother(field: "copy", who: [officer])
            }
            try await store.sign(id, file: signature.file, request: request)
            copy.state = .made
            copy.file = signature.file
            return copy
        }
    }
}
