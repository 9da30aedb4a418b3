import Clocks
import Foundation
import PDF
import PKI

/// The structured form of a ``DocumentReport``, for programs and for keeping (R35, R36).
///
/// Fields are only ever added; ``formatVersion`` changes when one is taken away or gets another meaning.
public struct DocumentReportForm: Encodable, Sendable {
    /// The version this code writes.
    public static let currentVersion = 1

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
        let nextUpdate: String?
        let revokedSince: String?
        let provenAt: String?
    }

    struct Proof: Encodable {
        let time: String
        let source: String
    }

    struct Timestamp: Encodable {
        let time: String?
        let authority: String?
        let indication: String
        let subIndication: String?
    }

    struct Signature: Encodable {
        let kind: String
        let field: String
        let subFilter: String?
        let indication: String
        let subIndication: String?
        let level: String?
        let signer: String?
        let issuer: String?
        let serialNumber: String?
        let coversWholeFile: Bool
        let claimedTime: String?
        let cmsSHA256: String
        let proofs: [Proof]
        let timestamps: [Timestamp]
        let checks: [String: String]
        let path: [String]
        let revocation: [Revocation]
        let changes: [Finding]
        let words: Words
    }

    let formatVersion: Int
    /// `valid`, `invalid` or `undecided`.
    let verdict: String
    let indication: String
    let subIndication: String?
    let level: String?
    let judgedAt: String
    let sha256: String
    let sizeBytes: Int
    let signatures: [Signature]
    /// Serial numbers of the certificates about whose revocation an answer is owed.
    let debts: [String]
    let words: Words

    /// Takes a report into the form.
    public init(_ report: DocumentReport) {
        self.formatVersion = Self.currentVersion
        switch report.indication {
        case .valid: self.verdict = "valid"
        case .invalid: self.verdict = "invalid"
        case .indeterminate: self.verdict = "undecided"
        }
        self.indication = report.indication.rawValue
        self.subIndication = report.subIndication?.rawValue
        self.level = report.level?.rawValue
        self.judgedAt = report.judgedAt.iso8601
        self.sha256 = Self.hex(report.sha256)
        self.sizeBytes = report.sizeBytes
        self.signatures = report.signatures.map { Signature($0, in: report) }
        self.debts = report.debts.map(\.certificate.serialNumberHex)
        self.words = Words(vi: [report.verdictSentence(in: .vietnamese)], en: [report.verdictSentence(in: .english)])
    }

    /// The form as JSON with its members in alphabetical order.
    ///
    /// - Parameter isPretty: Whether it has lines and indentation, for a reader.
    public func json(isPretty: Bool = false) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
