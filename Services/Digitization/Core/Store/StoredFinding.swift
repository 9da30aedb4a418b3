import DigitizationDomain

/// A finding as it lies in `papers.findings`.
struct StoredFinding: Codable, Hashable, Sendable {
    let reason: String
    let page: Int
    let measured: String
    let demanded: String
    let adviceVi: String
    let adviceEn: String
    /// Absent in rows written before there were others than refusals.
    let consequence: String?

    init(_ finding: PaperFinding) {
        self.reason = finding.reason
        self.page = finding.page
        self.measured = finding.measured
        self.demanded = finding.demanded
        self.adviceVi = finding.adviceVi
        self.adviceEn = finding.adviceEn
        self.consequence = finding.consequence.rawValue
    }

    var finding: PaperFinding {
        PaperFinding(
            reason: self.reason, page: self.page, measured: self.measured, demanded: self.demanded, adviceVi: self.adviceVi,
            adviceEn: self.adviceEn, consequence: self.consequence.flatMap(FindingConsequence.init) ?? .refused)
    }
}
