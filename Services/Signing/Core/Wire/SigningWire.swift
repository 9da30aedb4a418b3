import BlobStore
import Clocks
import Foundation
import HosoProto
import PKI
import ServiceKit
import SigningDomain
import SwiftProtobuf

/// Turns the service's values into messages and back.
enum SigningWire {
    static let mediaType = "application/pdf"

    // MARK: Reading

    static func order(_ message: Hoso_Signing_V1_PrepareSignatureRequest) throws(SigningRefusal) -> SignatureOrder {
        guard (1...255).contains(message.idempotencyKey.utf8.count) else { throw .malformed("idempotency_key") }
        guard message.hasSubject, let id = Identifier(bytes: [UInt8](message.subject.id)) else { throw .malformed("subject.id") }
        guard (1...255).contains(message.subject.kind.utf8.count) else { throw .malformed("subject.kind") }
        guard (1...255).contains(message.subject.key.utf8.count) else { throw .malformed("subject.key") }
        guard (1...255).contains(message.officerCode.utf8.count) else { throw .malformed("officer_code") }
        guard message.certificateSha256.count == 32 else { throw .malformed("certificate_sha256") }
        return SignatureOrder(
            idempotencyKey: message.idempotencyKey, subjectKind: message.subject.kind, subjectID: id,
            subjectKey: message.subject.key, profile: message.profile, officer: message.officerCode,
            certificateSHA256: [UInt8](message.certificateSha256), document: try Self.document(message.document), issue: try Self.issue(message))
    }

    static func document(_ message: Hoso_Common_V1_BlobRef) throws(SigningRefusal) -> BlobReference {
        guard message.mediaType.isEmpty || message.mediaType == Self.mediaType else { throw .malformed("document.media_type") }
        guard let reference = message.reference, reference.sizeBytes > 0 else { throw .malformed("document") }
        return reference
    }

    static func kind(_ purpose: Hoso_Signing_V1_CertificatePurpose) throws(SigningRefusal) -> SignerKind {
        switch purpose {
        case .person: .person
        case .organisation: .organisation
        case .unspecified, .UNRECOGNIZED: throw .malformed("purpose")
        }
    }

    static func identifier(_ bytes: Data) throws(SigningRefusal) -> Identifier {
        guard let id = Identifier(bytes: [UInt8](bytes)) else { throw .malformed("request_id") }
        return id
    }

    // MARK: Writing

    static func message(_ entry: RegisteredCertificate) -> Hoso_Signing_V1_Certificate {
        .with {
            $0.sha256 = Data(entry.certificate.sha256)
            $0.der = Data(entry.certificate.derBytes)
            $0.chain = entry.chain.map { Data($0.derBytes) }
            $0.holder = entry.holder
            $0.subjectName = entry.certificate.subject.commonName
            $0.issuerName = entry.certificate.issuer.commonName
            $0.notBefore = Google_Protobuf_Timestamp(entry.certificate.notBefore)
            $0.notAfter = Google_Protobuf_Timestamp(entry.certificate.notAfter)
            $0.purpose = entry.kind == .person ? .person : .organisation
        }
    }

    static func message(_ intent: SignatureIntent) -> Hoso_Signing_V1_PrepareSignatureResponse {
        .with {
            $0.requestID = Data(intent.id.bytes)
            $0.toBeSigned = Data(intent.attributes.derSetOf)
            $0.digest = Data(intent.attributes.digest)
            $0.algorithm = Self.message(intent.attributes.scheme)
            $0.expiresAt = Google_Protobuf_Timestamp(intent.expiresAt)
        }
    }

    static func message(_ signed: SignedDocument) throws -> Hoso_Signing_V1_CompleteSignatureResponse {
        let report = try Hoso_Signing_V1_SignatureReport(serializedBytes: signed.report)
        return .with {
            $0.signedDocument = Hoso_Common_V1_BlobRef(signed.document, mediaType: Self.mediaType)
            $0.report = report
            if let task = signed.upkeep, task.reason != .renewal { $0.debt = Self.message(task) }
        }
    }

    static func subject(_ order: SignatureOrder) -> Hoso_Signing_V1_Subject {
        .with {
            $0.kind = order.subjectKind
            $0.id = Data(order.subjectID.bytes)
            $0.key = order.subjectKey
        }
    }

    static func message(_ indication: Indication) -> Hoso_Signing_V1_Verdict {
        switch indication {
        case .valid: .valid
        case .invalid: .invalid
        case .indeterminate: .indeterminate
        }
    }

    private static func message(_ scheme: SignatureScheme) -> Hoso_Signing_V1_SignatureAlgorithm {
        switch scheme {
        case .rsaPKCS1SHA256: .rsaPkcs1Sha256
        case .rsaPSSSHA256: .rsaPssSha256
        case .ecdsaP256SHA256: .ecdsaP256Sha256
        case .ecdsaP384SHA384: .ecdsaP384Sha384
        }
    }
}
