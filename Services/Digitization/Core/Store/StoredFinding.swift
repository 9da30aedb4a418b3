import DigitizationDomain

/// A finding as it lies in `papers.findings`.
struct StoredFinding: Codable, Hashable, Sendable {
    let reason: String
    let page: Int
    let measured: String
    let demanded: String
    let adviceVi: String
    let adviceEn: String

    init(_ finding: PaperFinding) {
        self.reason = finding.reason
        self.page = finding.page
        self.measured = finding.measured
        self.demanded = finding.demanded
        self.adviceVi = finding.adviceVi
        self.adviceEn = finding.adviceEn
    }

    var finding: PaperFinding {
        PaperFinding(
            reason: self.reason, page: self.page, measured: self.measured, demanded: self.demanded, adviceVi: self.adviceVi,
            adviceEn: self.adviceEn)
    }
}
