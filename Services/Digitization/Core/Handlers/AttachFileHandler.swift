import BlobStore
import Clocks
import DigitizationDomain
import HosoProto
import ServiceKit

/// Takes the file of a listed document in and lets it wait for recognition behind the desks.
struct AttachFileHandler: Sendable {
    let backlog: BacklogStore
    let blobs: any BlobStore
    let identifiers: any IdentifierSource

    /// - Returns: The paper, and whether the file had been handed over before.
    func handle(
        _ campaign: Identifier, file: String, scan: StoredFile, officerCode: String
    ) async throws -> (paper: Identifier, replayed: Bool) {
        guard let document = try await self.backlog.document(campaign, file: file) else {
            throw HosoFailure(
                code: .notFound, messageVi: "Bảng của đợt số hóa này không có tệp “\(file)”.",
                messageEn: "No sheet of this campaign lists the file “\(file)”.", pointer: "file_name")
        }
        guard let reference = scan.reference, scan.sizeBytes > 0, try await self.blobs.contains(reference) else {
            throw HosoFailure(
                code: .notFound, messageVi: "Chưa có tệp quét này trong kho. Hãy tải tệp lên trước.",
                messageEn: "This scan is not in the store. Upload it first.", pointer: "scan")
        }
        let paper = Paper(receiving: self.parts(document, scan: scan, officerCode: officerCode))
        // The content is part of the key: another scan of the same document is another paper.
        let digest = scan.sha256.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        let key = "backlog/\(campaign)/\(document.recordCode)/\(document.ordinal)/\(digest)"
        let (id, replayed): (Identifier, Bool) =
            switch try await self.backlog.papers.insert(paper, key: key, priority: .backlog) {
            case .inserted: (paper.parts.id, false)
            case .replayed(let earlier): (earlier.parts.id, true)
            case .keyReused: throw Self.otherPages
            }
        guard try await self.backlog.bind(id, to: document) else {
            throw HosoFailure(
                code: .wrongState, messageVi: "Văn bản này đã có bản quét khác đạt chất lượng.",
                messageEn: "This document has another good scan already.", pointer: "scan")
        }
        return (id, replayed)
    }

    private static let otherPages = HosoFailure(
        code: .keyReused, messageVi: "Tệp này đã được nộp khi bảng ghi văn bản khác đi; hãy quét lại văn bản.",
        messageEn: "This file was handed over when the sheet described the document otherwise; scan the document again.",
        pointer: "scan")

    private func parts(_ document: ListedDocument, scan: StoredFile, officerCode: String) -> PaperParts {
        PaperParts(
            id: self.identifiers.next(), dossierID: document.campaignID, dossierCode: document.recordCode,
            componentCode: BacklogDocument.digits(document.ordinal), paperTypeCode: document.paperTypeCode, role: .component,
            // Legacy papers belong to their agency; a full stop cannot be part of an owner in a result code.
            ownerID: String(document.agencyCode.map { $0 == "." ? "-" : $0 }), agencyCode: document.agencyCode,
            officerCode: officerCode, title: document.title, declaredPages: document.pages, minimumDPI: 200, secrecy: .none,
            scan: scan, receivedAt: self.backlog.papers.clock.now())
    }
}
