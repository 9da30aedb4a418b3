import BlobStore
import Clocks
import HosoProto
import IntakeDomain
import Messaging
import Postgres
import ServiceKit

/// What became of the scan of a letter: its document gets text and e-copy, or the reasons why not (R25, R29).
struct LetterCapturedHandler: Sendable {
    /// The event of a good scan.
    static let captured = "digitization.paper_captured.v1"
    /// The event of a bad one.
    static let refused = "digitization.paper_refused.v1"

    let clock: any UTCClock
    let identifiers: any IdentifierSource

    func handleCaptured(_ event: IncomingEvent, in transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let wire = try event.decoded(as: Hoso_Digitization_V1_PaperCaptured.self).paper
        return try await self.record(wire, in: transaction) { document, paper in
            guard let copy = Self.file(wire.eCopy, "van-ban-den.pdf"), let text = Self.file(wire.text, "van-ban-den.txt"), wire.pages > 0
            else { throw EventRejected("e-copy, text or pages are missing", failure: "malformed") }
            return document.capture(copy, text: text, pages: Int(wire.pages), from: paper)
        }
    }

    func handleRefused(_ event: IncomingEvent, in transaction: PostgresTransaction) async throws -> [OutgoingEvent] {
        let wire = try event.decoded(as: Hoso_Digitization_V1_PaperRefused.self).paper
        return try await self.record(wire, in: transaction) { document, paper in
            document.refuseCapture(wire.findings.map(Self.words), of: paper)
        }
    }

    private func record(
        _ wire: Hoso_Digitization_V1_Paper, in transaction: PostgresTransaction,
        _ facts: (IncomingDocument, Identifier) throws -> [IncomingFact]
    ) async throws -> [OutgoingEvent] {
        guard wire.role == .incoming else { return [] }
        guard let id = Identifier(bytes: wire.dossierID), let paper = Identifier(bytes: wire.id) else {
            throw EventRejected("the document or the paper is missing", failure: "malformed")
        }
        let recorder = IncomingRecorder(events: IncomingEvents(identifiers: self.identifiers), transaction: transaction)
        guard let document = try await IncomingStore(session: transaction).find(id, locked: true), document.head.agency == wire.agencyCode
        else { throw EventRejected("the incoming document is not known here", failure: "unknown_document") }
        return try await recorder.record(
            try facts(document, paper), of: document, by: document.head.agency, at: self.clock.now()
        ).events
    }

    private static func file(_ blob: Hoso_Common_V1_BlobRef, _ name: String) -> IncomingHead.File? {
        guard let reference = BlobReference(sha256: [UInt8](blob.sha256), sizeBytes: blob.sizeBytes), blob.mediaType.contains("/") else {
            return nil
        }
        return IncomingHead.File(sha256: reference.hex, sizeBytes: reference.sizeBytes, mediaType: blob.mediaType, name: name)
    }

    private static func words(_ finding: Hoso_Digitization_V1_QualityFinding) -> String {
        finding.page == 0 ? finding.adviceVi : "Trang \(finding.page): \(finding.adviceVi)"
    }
}
