import Foundation
import GRPCCore
import HosoProto
import IntakeDomain
import ServiceKit
import SwiftProtobuf

/// What intake asks the signing service: what the signatures of a document are worth.
struct SignaturePort: Sendable {
    /// How long an answer is waited for.
    static let timeout = Duration.seconds(30)

    let client: any Hoso_Signing_V1_SigningService.ClientProtocol

    /// The verdict on a document's signatures, in words for the clerk (R36).
    ///
    /// - Throws: ``HosoFailure`` when signing cannot be asked; a document is not registered unjudged.
    func verdict(on document: IncomingDocument) async throws -> String {
        // The e-copy of a paper was made here; what the sender signed is the paper.
        guard let file = document.file, document.capture == nil else { return "Văn bản giấy: văn thư đối chiếu chữ ký, con dấu trên bản giấy." }
        guard file.mediaType == "application/pdf" else { return "Tệp không phải PDF nên không kiểm tra được chữ ký số." }
        let request = Hoso_Signing_V1_VerifyDocumentRequest.with {
            $0.document.sha256 = Data(Self.bytes(file.sha256))
            $0.document.sizeBytes = file.sizeBytes
            $0.document.mediaType = file.mediaType
        }
        var options = CallOptions.defaults
        options.timeout = Self.timeout
        do {
            let reports = try await self.client.verifyDocument(request, options: options).reports
            guard !reports.isEmpty else { return "Tệp không có chữ ký số nào." }
            return reports.map { "\(Self.word($0.verdict)): \($0.wordsVi)" }.joined(separator: " ")
        } catch let error as RPCError {
            throw HosoFailure(error)
        }
    }

    private static func word(_ verdict: Hoso_Signing_V1_Verdict) -> String {
        switch verdict {
        case .valid: "Chữ ký hợp lệ"
        case .invalid: "Chữ ký không hợp lệ"
        case .indeterminate, .unspecified, .UNRECOGNIZED: "Chưa kết luận được về chữ ký"
        }
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
        }
    }
}
