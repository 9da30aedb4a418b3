import Clocks
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import HosoProto
import PKI
import ServiceKit
import SwiftProtobuf

/// Prepare → sign here → complete → enter into the life of the document.
struct DocumentSigning: Sendable {
    let officer: String
    let document: Identifier
    /// Whether the organisation signs; else the officer.
    let isSeal: Bool
    let image: Gateway.Blob
    /// Page of the image, from 1.
    let page: UInt32
    /// Left, bottom, width, height; empty takes the place the layout kept. Unit: tenths of a millimetre.
    let sides: [UInt32]
    let pki: String

    /// Signs.
    ///
    /// - Returns: Where the document stands afterwards, in Vietnamese.
    /// - Throws: ``CommandFailure`` with the words of the service.
    func run(_ client: GRPCClient<HTTP2ClientTransport.Posix>) async throws -> String {
        let documents = Hoso_Signing_V1_DocumentService.Client(wrapping: client)
        let signing = Hoso_Signing_V1_SigningService.Client(wrapping: client)
        return try await Self.tellingRefusals {
            let found = try await documents.getDocument(
                .with {
                    $0.documentID = self.document.description
                    $0.officerCode = self.officer
                }
            ).document
            let key = self.isSeal ? try OfficerKey(agency: found.agencyCode, in: self.pki) : try OfficerKey(officer: self.officer, in: self.pki)
            let request = try await Self.completed(try self.order(found, key), key, signing)
            return try await documents.takeStep(self.entering(request)).document.stateVi
        }
    }

    /// Prepares, signs here and completes.
    ///
    /// - Returns: The request.
    static func completed(
        _ order: Hoso_Signing_V1_PrepareSignatureRequest, _ key: OfficerKey,
        _ signing: Hoso_Signing_V1_SigningService.Client<some ClientTransport>
    ) async throws -> Identifier {
        let completed = try await SigningAttempts.run { attempt in
            var order = order
            order.idempotencyKey += "-\(attempt)"
            return try await signing.prepareSignature(order)
        } isOver: {
            $0.expiresAt.instant.map { $0 <= SystemClock().now() } ?? false
        } complete: { prepared in
            let value = try Self.value(prepared, key)
            _ = try await signing.completeSignature(
                .with {
                    $0.requestID = prepared.requestID
                    $0.signature = Data(value)
                })
            return prepared.requestID
        }
        guard let request = Identifier(bytes: [UInt8](completed)) else { throw Self.unreadable }
        return request
    }

    /// Runs calls; a refusal of a service becomes a failure of the command, in the service's words.
    static func tellingRefusals(_ body: () async throws -> String) async throws -> String {
        do {
            return try await body()
        } catch let error as RPCError {
            let failure = HosoFailure(error)
            throw CommandFailure(Words(failure.messageVi, failure.messageEn), mend: failure.whoCanMend.words, exitCode: .stepFailed)
        }
    }

    private func entering(_ request: Identifier) -> Hoso_Signing_V1_TakeStepRequest {
        .with {
            $0.documentID = self.document.description
            $0.officerCode = self.officer
            let step = Hoso_Signing_V1_SignatureStep.with { $0.requestID = request.description }
            $0.step = self.isSeal ? .enterSeal(step) : .enterSignature(step)
        }
    }

    private func order(
        _ found: Hoso_Signing_V1_Document, _ key: OfficerKey
    ) throws(CommandFailure) -> Hoso_Signing_V1_PrepareSignatureRequest {
        guard let file = Self.blob(found.file.sha256, found.file.sizeBytes, "application/pdf"),
            let image = Self.blob(self.image.sha256, self.image.sizeBytes.value, "image/png")
        else { throw Self.unreadable }
        return .with {
            // The same file is signed by the same holder once: repeated, the same request comes back. Sent back and approved
            // again, the document is at another position.
            $0.idempotencyKey = "document-\(self.document)-\(found.position)-\(key.officerCode)-\(found.file.sha256)"
            $0.document = file
            $0.subject.kind = "signing.document"
            $0.subject.id = Data(self.document.bytes)
            $0.subject.key = self.document.description
            $0.profile = self.isSeal ? "issued-organisation" : "issued-person"
            $0.officerCode = key.officerCode
            $0.certificateSha256 = Data(key.certificate.sha256)
            $0.image = image
            if self.isSeal {
                $0.documentNumber = found.number.notation
                $0.documentDate = found.number.date
            } else {
                $0.mode = .direct
                $0.imageBox = self.box(found)
            }
        }
    }

    /// The place asked for, or the one the layout kept, or one at the right of the page.
    private func box(_ found: Hoso_Signing_V1_Document) -> Hoso_Signing_V1_ImageBox {
        let kept = found.versions.last?.body
        return .with {
            if self.sides.isEmpty, let kept, kept.hasLayout {
                $0.page = kept.layout.signature.page
                $0.leftTenthMm = kept.layout.signature.leftTenthMm
                $0.bottomTenthMm = kept.layout.signature.bottomTenthMm
                $0.widthTenthMm = kept.layout.signature.widthTenthMm
                $0.heightTenthMm = kept.layout.signature.heightTenthMm
            } else {
                let sides = self.sides.count == 4 ? self.sides : [1200, 700, 400, 200]
                $0.page = self.page
                $0.leftTenthMm = sides[0]
                $0.bottomTenthMm = sides[1]
                $0.widthTenthMm = sides[2]
                $0.heightTenthMm = sides[3]
            }
        }
    }

    static func value(_ prepared: Hoso_Signing_V1_PrepareSignatureResponse, _ key: OfficerKey) throws(CommandFailure) -> [UInt8] {
        guard let scheme = Demo.scheme("\(prepared.algorithm)") else { throw self.unreadable }
        return try key.sign(toBeSigned: [UInt8](prepared.toBeSigned), digest: [UInt8](prepared.digest), scheme: scheme)
    }

    static func blob(_ hex: String, _ size: Int64, _ mediaType: String) -> Hoso_Common_V1_BlobRef? {
        let digits = Array(hex.utf8)
        guard digits.count == 64 else { return nil }
        let bytes = stride(from: 0, to: 63, by: 2).compactMap { UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16) }
        guard bytes.count == 32 else { return nil }
        return .with {
            $0.sha256 = Data(bytes)
            $0.sizeBytes = size
            $0.mediaType = mediaType
        }
    }

    static let unreadable = CommandFailure(
        Words("Gateway trả lời không đúng dạng", "the gateway's answer is not what was agreed"), exitCode: .stepFailed)
}
