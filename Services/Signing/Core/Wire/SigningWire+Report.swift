import Clocks
import Foundation
import HosoProto
import PAdES
import PDF
import PKI
import ServiceKit
import SigningDomain
import SwiftProtobuf

extension SigningWire {
    /// What one signature of a document is worth.
    static func message(
        _ judged: JudgedSignature, in report: DocumentReport, holder: String
    ) -> Hoso_Signing_V1_SignatureReport {
        .with {
            $0.verdict = Self.message(judged.indication)
            $0.subIndication = judged.subIndication?.rawValue ?? ""
            $0.signerName = judged.report.signer?.subject.commonName ?? ""
            $0.issuerName = judged.report.signer?.issuer.commonName ?? ""
            if let time = judged.claimedTime { $0.statedAt = Google_Protobuf_Timestamp(time) }
            $0.intact = judged.report.outcome(of: .integrity) == .passed && judged.report.outcome(of: .coverage) != .failed
            $0.coversWholeFile = judged.coverage == .wholeFile
            $0.trusted = judged.report.outcome(of: .path) == .passed && judged.report.outcome(of: .validity) == .passed
            $0.timestamped = judged.report.outcome(of: .timestamp) == .passed
            $0.wordsVi = judged.sentences(in: .vietnamese).joined(separator: " ")
            $0.wordsEn = judged.sentences(in: .english).joined(separator: " ")
            $0.holder = holder
            $0.certificateSha256 = judged.report.signer.map { Data($0.sha256) } ?? Data()
            $0.level = Self.message(report.level(of: judged).map(BaselineLevel.init))
        }
    }

    /// The answer of a verification.
    static func message(_ answer: VerifyDocumentHandler.Answer) -> Hoso_Signing_V1_VerifyDocumentResponse {
        .with {
            $0.reports = answer.report.signatures.filter { $0.kind == .signature }.map { judged in
                let holder = judged.report.signer.flatMap { answer.holders[$0.sha256] } ?? ""
                return Self.message(judged, in: answer.report, holder: holder)
            }
            $0.document = Self.message(answer.kept, withEvidence: false)
        }
    }

    /// A stored report.
    static func message(_ report: KeptReport, withEvidence: Bool) -> Hoso_Signing_V1_DocumentReport {
        .with {
            $0.sha256 = Data(report.documentSHA256)
            $0.verdict = Self.message(report.verdict)
            $0.subIndication = report.subIndication
            $0.level = Self.message(report.level)
            $0.judgedAt = Google_Protobuf_Timestamp(report.judgedAt)
            $0.confirmedAt = Google_Protobuf_Timestamp(report.confirmedAt)
            $0.json = report.json
            $0.wordsVi = report.vietnamese
            $0.wordsEn = report.english
            $0.sizeBytes = UInt64(max(0, report.documentBytes))
            $0.evidence = report.evidence.map { item in
                .with {
                    $0.kind = Self.message(item.kind)
                    $0.sha256 = Data(item.sha256)
                    $0.sizeBytes = UInt64(max(0, item.sizeBytes))
                    if withEvidence, let der = item.der { $0.der = Data(der) }
                }
            }
        }
    }

    /// What a document still lacks.
    static func message(_ listed: UpkeepStore.Listed) -> Hoso_Signing_V1_SignatureUpkeep {
        var message = Self.message(listed.task)
        message.subjectKind = listed.subjectKind
        message.subjectKey = listed.subjectKey
        message.officerCode = listed.officer
        return message
    }

    static func message(_ task: UpkeepTask) -> Hoso_Signing_V1_SignatureUpkeep {
        .with {
            $0.requestID = Data(task.request.bytes)
            $0.wanted = Self.message(task.wanted)
            $0.reached = Self.message(task.reached)
            $0.reason = Self.message(task.reason)
            $0.detail = task.detail
            $0.sinceAt = Google_Protobuf_Timestamp(task.since)
            $0.tries = UInt32(clamping: task.tries)
            $0.dueAt = Google_Protobuf_Timestamp(task.dueAt)
            if let end = task.endsAt { $0.endsAt = Google_Protobuf_Timestamp(end) }
        }
    }

    static func message(_ level: BaselineLevel?) -> Hoso_Signing_V1_SignatureLevel {
        switch level {
        case nil: .unspecified
        case .basic: .basic
        case .timestamped: .timestamped
        case .longTerm: .longTerm
        case .archival: .archival
        }
    }

    private static func message(_ reason: UpkeepReason) -> Hoso_Signing_V1_UpkeepReason {
        switch reason {
        case .noAuthority: .noAuthority
        case .timestamp: .timestamp
        case .revocation: .revocation
        case .archiveTimestamp: .archiveTimestamp
        case .renewal: .renewal
        }
    }

    private static func message(_ kind: EvidenceItem.Kind) -> Hoso_Signing_V1_EvidenceKind {
        switch kind {
        case .certificate: .certificate
        case .ocsp: .ocsp
        case .revocationList: .revocationList
        case .timestamp: .timestamp
        }
    }
}
