import ArgumentParser
import Clocks
import Foundation
import PAdES
import PDF
import PKI

/// What `verify-pdf --json` prints; documented in the README of hosoctl.
struct VerifyPDFOutput: Encodable {
    struct Words: Encodable {
        let vi: [String]
        let en: [String]
    }

    struct Finding: Encodable {
        let rule: String
        let level: String
        let permitted: Bool
        let page: Int?
    }

    struct Revocation: Encodable {
        let certificate: String
        let outcome: String
        let source: String?
        let origin: String?
        let thisUpdate: String?
        let revokedSince: String?
    }

    struct Proof: Encodable {
        let time: String
        let source: String
    }

    struct Signature: Encodable {
        let kind: String
        let field: String
        let subFilter: String?
        let indication: String
        let subIndication: String?
        let signer: String?
        let issuer: String?
        let serialNumber: String?
        let coversWholeFile: Bool
        let claimedTime: String?
        let proofs: [Proof]
        let checks: [String: String]
        let path: [String]
        let revocation: [Revocation]
        let changes: [Finding]
        let words: Words
    }

    let verdict: String
    let indication: String
    let subIndication: String?
    let judgedAt: String
    let sha256: String
    let sizeBytes: Int
    let signatures: [Signature]
    let debts: [String]
    let words: Words

    /// 0 valid, 1 invalid, 2 no verdict.
    var exitCode: ExitCode {
        switch self.verdict {
        case "valid": .success
        case "invalid": .findings
        default: .undecided
        }
    }

    init(_ report: DocumentReport) {
        switch report.indication {
        case .valid: self.verdict = "valid"
        case .invalid: self.verdict = "invalid"
        case .indeterminate: self.verdict = "undecided"
        }
        self.indication = report.indication.rawValue
        self.subIndication = report.subIndication?.rawValue
        self.judgedAt = report.judgedAt.iso8601
        self.sha256 = Self.hex(report.sha256)
        self.sizeBytes = report.sizeBytes
        self.signatures = report.signatures.map(Self.signature)
        self.debts = report.debts.map(\.certificate.serialNumberHex)
        self.words = Words(vi: [report.verdictSentence(in: .vietnamese)], en: [report.verdictSentence(in: .english)])
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// The report for a person: Vietnamese first, English second.
    static func lines(_ report: DocumentReport) -> [String] {
        var lines = [report.verdictSentence(in: .vietnamese), report.verdictSentence(in: .english)]
        for (index, signature) in report.signatures.enumerated() {
            lines.append("")
            lines.append("[\(index + 1)] \(signature.fieldName)")
            lines += Language.allCases.flatMap { language in signature.sentences(in: language).map { "  \($0)" } }
        }
        return lines
    }

    private static func signature(_ item: JudgedSignature) -> Signature {
        var checks: [String: String] = [:]
        for check in item.report.checks { checks[check.kind.rawValue] = check.outcome.rawValue }
        let violations = Set(item.changes?.violations ?? [])
        return Signature(
            kind: item.kind.rawValue, field: item.fieldName, subFilter: item.subFilter, indication: item.indication.rawValue,
            subIndication: item.subIndication?.rawValue, signer: item.report.signer?.subject.text, issuer: item.report.signer?.issuer.text,
            serialNumber: item.report.signer?.serialNumberHex, coversWholeFile: item.coverage == .wholeFile,
            claimedTime: item.claimedTime?.iso8601, proofs: item.proofs.map { Proof(time: $0.instant.iso8601, source: Self.name($0.source)) },
            checks: checks, path: item.report.path.map { Self.hex($0.sha256) },
            revocation: item.allRevocation.map(Self.revocation),
            changes: (item.changes?.findings ?? []).map {
                Finding(rule: $0.rule.rawValue, level: "\($0.level)", permitted: !violations.contains($0), page: $0.page)
            },
            words: Words(vi: item.sentences(in: .vietnamese), en: item.sentences(in: .english)))
    }

    private static func revocation(_ item: RevocationEvidence) -> Revocation {
        let (outcome, since): (String, UTCInstant?) =
            switch item.outcome {
            case .good: ("good", nil)
            case .notNeeded: ("notNeeded", nil)
            case .revokedLater(let since, _): ("revokedLater", since)
            case .revoked(let since, _): ("revoked", since)
            case .outdated: ("outdated", nil)
            case .unproven: ("unproven", nil)
            case .missing: ("missing", nil)
            }
        return Revocation(
            certificate: item.certificate.serialNumberHex, outcome: outcome, source: item.finding?.source.rawValue,
            origin: item.origin?.rawValue, thisUpdate: item.finding?.thisUpdate.iso8601, revokedSince: since?.iso8601)
    }

    private static func name(_ source: ProofOfExistence.Source) -> String {
        switch source {
        case .signatureTimestamp: "signatureTimestamp"
        case .documentTimestamp(let field): "documentTimestamp \(field)"
        case .recorded: "recorded"
        }
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
