/// One thing the quality gate has to say about a scan, with the figures behind it.
public struct QualityFinding: Codable, Hashable, Sendable {
    /// The reason, for programs.
    public let reason: RefusalReason
    /// The page it was found on, from 1; 0 = the whole file.
    public let page: Int
    /// What was measured, for example `100 dpi`; empty when there is nothing to measure.
    public let measured: String
    /// What is demanded, for example `≥ 200 dpi`; empty when there is no limit to name.
    public let demanded: String
    /// What follows from it.
    public let severity: FindingSeverity

    /// Creates a finding.
    ///
    /// - Parameters:
    ///   - reason: The reason, for programs.
    ///   - page: The page it was found on, from 1; 0 = the whole file.
    ///   - measured: What was measured.
    ///   - demanded: What is demanded.
    ///   - severity: What follows from it.
    public init(
        _ reason: RefusalReason, page: Int = 0, measured: String = "", demanded: String = "",
        severity: FindingSeverity = .refused
    ) {
        self.reason = reason
        self.page = page
        self.measured = measured
        self.demanded = demanded
        self.severity = severity
    }

    /// Whether the page or file is refused because of it.
    public var refuses: Bool { self.severity == .refused }

    /// The same finding about another page.
    ///
    /// - Parameter page: The page, from 1.
    public func on(page: Int) -> QualityFinding {
        QualityFinding(self.reason, page: page, measured: self.measured, demanded: self.demanded, severity: self.severity)
    }

    /// Compares the pages counted on paper with the pages of the file (R25: as many images as pages).
    ///
    /// - Parameters:
    ///   - declared: Pages the clerk counted.
    ///   - found: Pages of the file.
    /// - Returns: A finding, or nil when the numbers agree.
    public static func pageCount(declared: Int, found: Int) -> QualityFinding? {
        guard declared != found else { return nil }
        return QualityFinding(.pageCountMismatch, measured: "\(found)", demanded: "\(declared)")
    }
}
