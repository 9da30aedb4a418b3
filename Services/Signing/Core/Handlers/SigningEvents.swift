import BlobStore
import Clocks
import Foundation
import HosoProto
import Messaging
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// The events of this service.
struct SigningEvents: Sendable {
    let tools: SigningTools

    /// `signing.document_signed.v1`
    func signed(
        _ order: SignatureOrder, _ signed: SignedDocument, _ report: Hoso_Signing_V1_SignatureReport
    ) throws -> OutgoingEvent {
        let message = Hoso_Signing_V1_DocumentSigned.with {
            $0.requestID = Data(signed.request.bytes)
            $0.subject = SigningWire.subject(order)
            $0.document = Hoso_Common_V1_BlobRef(order.document, mediaType: SigningWire.mediaType)
            $0.signedDocument = Hoso_Common_V1_BlobRef(signed.document, mediaType: SigningWire.mediaType)
            $0.profile = order.profile
            $0.officerCode = order.officer
            $0.report = report
            $0.signedAt = Google_Protobuf_Timestamp(signed.signedAt)
        }
        return try OutgoingEvent(
            message, name: "signing.document_signed.v1", key: order.subjectKey, occurredAt: signed.signedAt,
            id: self.tools.identifiers.next())
    }

    /// `signing.document_strengthened.v1`
    func strengthened(
        _ order: SignatureOrder, _ request: Identifier, from before: BlobReference, _ former: BaselineLevel,
        to after: BlobReference, _ level: BaselineLevel, _ report: Hoso_Signing_V1_SignatureReport, at now: UTCInstant
    ) throws -> OutgoingEvent {
        let message = Hoso_Signing_V1_DocumentStrengthened.with {
            $0.requestID = Data(request.bytes)
            $0.subject = SigningWire.subject(order)
            $0.document = Hoso_Common_V1_BlobRef(before, mediaType: SigningWire.mediaType)
            $0.strengthenedDocument = Hoso_Common_V1_BlobRef(after, mediaType: SigningWire.mediaType)
            $0.formerLevel = SigningWire.message(former)
            $0.level = SigningWire.message(level)
            $0.report = report
            $0.strengthenedAt = Google_Protobuf_Timestamp(now)
        }
        return try OutgoingEvent(
            message, name: "signing.document_strengthened.v1", key: Self.key(order), occurredAt: now,
            id: self.tools.identifiers.next())
    }

    /// Under the key of the document's own events, whatever the signer's program called it, so that recipients have a document
    /// before its stronger form comes.
    private static func key(_ order: SignatureOrder) -> String {
        CompletedSignatureStore.ofDocuments.contains(order.subjectKind) ? order.subjectID.description : order.subjectKey
    }

    /// `signing.signature_refused.v1`
    func refused(_ order: SignatureOrder, _ refusal: SigningRefusal) throws -> OutgoingEvent {
        let now = self.tools.clock.now()
        let message = Hoso_Signing_V1_SignatureRefused.with {
            $0.subject = SigningWire.subject(order)
            $0.profile = order.profile
            $0.officerCode = order.officer
            $0.reasonVi = refusal.vietnamese
            $0.reasonEn = refusal.english
            $0.refusedAt = Google_Protobuf_Timestamp(now)
        }
        return try OutgoingEvent(
            message, name: "signing.signature_refused.v1", key: order.subjectKey, occurredAt: now, id: self.tools.identifiers.next())
    }
}
