import BlobStore
import Clocks
import HosoProto
import Messaging
import Postgres
import SigningDomain
import TestSupport

@testable import Signing

/// An outgoing document that is entered as far as a test needs it, by its facts, with people as in ``DocumentDesk``.
struct EnteredDocument: Sendable {
    static let agency = "H99.11"

    let tools: SigningTools
    let id: Identifier
    var signer = SigningBench.officer
    var owner = Self.agency

    private var process: DocumentProcess {
        DocumentProcess(
            agency: self.owner, version: 1, abbreviation: "SNV",
            units: [.init(code: "CCVC", abbreviation: "CCVC", head: "TP01", members: ["CV01"])],
            steps: [
                .init(kind: .draft), .init(kind: .approval), .init(kind: .contentCheck), .init(kind: .formatCheck, officers: ["VP01"]),
                .init(kind: .signature), .init(kind: .number, officers: ["VT01"]), .init(kind: .seal, officers: ["VT01"]),
                .init(kind: .issue, officers: ["VT01"]),
            ],
            signers: [self.signer])
    }

    private var head: DocumentHead {
        DocumentHead(
            agency: self.owner, process: 1, type: .decision, isNormative: false, subject: "Về việc phân công", urgency: .none,
            drafter: "CV01", unit: "CCVC", signer: self.signer, recipients: ["H99.12"])
    }

    private static func file(_ reference: BlobReference) -> DocumentFile {
        DocumentFile(sha256: reference.hex, sizeBytes: reference.sizeBytes, mediaType: "application/pdf", name: "van-ban.pdf")
    }

    /// Writes a version and lets everybody pass it, so that the personal signature is due.
    func approve(_ file: BlobReference, attachments: [BlobReference] = []) async throws {
        try await self.approve(Self.file(file), attachments: attachments)
    }

    /// Sets a text and lets everybody pass it.
    ///
    /// - Returns: The file that is to be signed.
    func approve(_ content: Hoso_Signing_V1_DocumentContent) async throws -> BlobReference {
        let set = try await DocumentTypesetter(tools: self.tools).set(try ContentReading.content(content), self.head, under: self.process)
        try await self.approve(set.file, layout: set.layout)
        guard let reference = BlobReference(hex: set.file.sha256, sizeBytes: set.file.sizeBytes) else { throw StoredValueError("file") }
        return reference
    }

    private func approve(_ file: DocumentFile, attachments: [BlobReference] = [], layout: DraftLayout? = nil) async throws {
        let now = self.tools.clock.now()
        let known = try await self.tools.postgres.withConnection { try await DocumentStore(session: $0).find(self.id) }
        let version = DraftVersion(
            number: (known?.version ?? 0) + 1, file: file, text: "", attachments: attachments.map(Self.file), reason: "",
            author: "CV01", writtenAt: now, layout: layout)
        try await self.add(
            [
                known == nil ? .drafted(head: self.head, version: version) : .revised(version: version), .submitted(version: version.number),
                .passed(kind: .approval, version: version.number, note: ""), .passed(kind: .contentCheck, version: version.number, note: ""),
                .passed(kind: .formatCheck, version: version.number, note: ""),
            ])
    }

    /// Enters the personal signature and the number, so that the seal is due.
    func number(_ signed: BlobReference, _ notation: String = "05/QĐ-UBND", _ date: VietnamDate?) async throws {
        guard let date else { throw StoredValueError("date") }
        let number = DocumentNumber(year: 2026, series: "general", number: 5, notation: notation, date: date)
        try await self.add([.signed(file: Self.file(signed), request: SequentialIdentifiers.identifier(900)), .numbered(number: number)])
    }

    /// Adds facts as they are, without asking whether the document allows them.
    func add(_ facts: [DocumentFact]) async throws {
        let now = self.tools.clock.now()
        try await self.tools.postgres.withTransaction { transaction in
            let store = DocumentStore(session: transaction)
            _ = try await DocumentProcessStore(session: transaction).insert(self.process, by: "QT01", at: now)
            var facts = facts
            var document: OutgoingDocument
            if let known = try await store.find(self.id, locked: true) {
                document = known
            } else {
                let first = RecordedFact(position: 1, fact: facts.removeFirst(), actor: "CV01", at: now)
                document = try OutgoingDocument(id: self.id, process: self.process, facts: [first])
                _ = try await store.insert(document, key: "\(self.id)", fingerprint: [UInt8](repeating: 0, count: 32))
                try await store.record([first], of: document, at: now)
            }
            let recorded = facts.enumerated().map { index, fact in
                RecordedFact(position: document.position + 1 + index, fact: fact, actor: "CV01", at: now)
            }
            document = document.recording(facts, by: "CV01", at: now)
            try await store.record(recorded, of: document, at: now)
        }
    }

    /// The document as it is now.
    func now() async throws -> OutgoingDocument? {
        try await self.tools.postgres.withConnection { try await DocumentStore(session: $0).find(self.id) }
    }
}
