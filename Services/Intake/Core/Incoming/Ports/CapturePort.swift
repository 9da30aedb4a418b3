import BlobStore
import Clocks
import Foundation
import GRPCCore
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// What intake asks digitization: to make text and e-copy of a letter that came on paper (R25, R29).
struct CapturePort: Sendable {
    /// How long an answer is waited for.
    static let timeout = Duration.seconds(10)
    /// Component code under which digitization lists letters: văn bản đến.
    static let component = "VBDEN"
    /// Kind of paper of letters, for the quality gate.
    static let paperType = "letter"

    let client: any Hoso_Digitization_V1_DigitizationService.ClientProtocol

    /// Hands a scan in; the same scan of the same document is the same paper.
    ///
    /// - Parameter pages: Pages counted on paper.
    /// - Returns: The paper; what became of it is told by an event.
    /// - Throws: ``HosoFailure`` with digitization's reason, or when it cannot be asked.
    func capture(
        _ scan: BlobReference, mediaType: String, pages: Int32, of document: IncomingDocument, by officer: String
    ) async throws -> Identifier {
        let request = Hoso_Digitization_V1_CapturePaperRequest.with {
            $0.idempotencyKey = "incoming.\(document.id).\(scan.hex)"
            $0.dossierID = Data(document.id.bytes)
            $0.dossierCode = "\(Self.component)-\(document.id)"
            $0.componentCode = Self.component
            $0.paperTypeCode = Self.paperType
            $0.role = .incoming
            $0.ownerID = document.head.agency
            $0.agencyCode = document.head.agency
            $0.officerCode = officer
            $0.declaredPages = pages
            $0.secrecy = .none
            $0.scan.sha256 = Data(scan.sha256)
            $0.scan.sizeBytes = scan.sizeBytes
            $0.scan.mediaType = mediaType
            $0.title = document.head.subject
        }
        var options = CallOptions.defaults
        options.timeout = Self.timeout
        do {
            let paper = try await self.client.capturePaper(request, options: options).paper
            guard let id = Identifier(bytes: paper.id) else {
                throw HosoFailure(
                    code: .internal, messageVi: "Số hóa trả lời thiếu mã giấy tờ.", messageEn: "Digitization answered without a paper.",
                    whoCanMend: .operator)
            }
            return id
        } catch let error as RPCError {
            throw HosoFailure(error)
        }
    }
}
