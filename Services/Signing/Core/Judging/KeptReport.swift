import Clocks
import PAdES
import PKI
import SigningDomain

/// A report over a whole document in the form in which it is kept and sent (R35, R36).
struct KeptReport: Sendable {
    let documentSHA256: [UInt8]
    let documentBytes: Int64
    let judgedAt: UTCInstant
    var confirmedAt: UTCInstant
    let verdict: Indication
    /// Empty when valid.
    let subIndication: String
    /// `nil` when a signature reached none.
    let level: BaselineLevel?
    /// ``DocumentReportForm/currentVersion`` of the code that wrote it.
    let formatVersion: Int
    let json: String
    let vietnamese: String
    let english: String
    var evidence: [EvidenceItem]
}

extension KeptReport {
    /// Takes a report that was just made.
    init(_ report: DocumentReport) throws {
        self.init(
            documentSHA256: report.sha256, documentBytes: Int64(report.sizeBytes), judgedAt: report.judgedAt,
            confirmedAt: report.judgedAt, verdict: report.indication, subIndication: report.subIndication?.rawValue ?? "",
            level: report.level.map(BaselineLevel.init), formatVersion: DocumentReportForm.currentVersion,
            json: try DocumentReportForm(report).json(), vietnamese: report.sentences(in: .vietnamese).joined(separator: "\n"),
            english: report.sentences(in: .english).joined(separator: "\n"), evidence: EvidenceItem.items(of: report))
    }
}
