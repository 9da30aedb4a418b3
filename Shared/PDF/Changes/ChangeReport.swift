/// What happened to a document after a signature was made.
public struct ChangeReport: Hashable, Sendable {
    /// The highest level among the findings.
    public let level: ChangeLevel
    /// Everything that was found, in the order of the file; empty if nothing followed.
    public let findings: [ChangeFinding]
    /// The level that the signatures of the covered revision permit: that of a certification (DocMDP), otherwise
    /// ``ChangeLevel/formFilling``, so that further signatures and a number and date filled in later (R34) are allowed.
    public let permittedLevel: ChangeLevel
    /// Revisions behind the covered one.
    public let laterRevisions: Int

    /// Whether all changes stay within ``permittedLevel`` and no locked field was touched.
    public var allowedByPermissions: Bool {
        self.level <= self.permittedLevel && !self.findings.contains { $0.rule == .lockedField }
    }

    /// The findings that go beyond what is permitted.
    public var violations: [ChangeFinding] {
        self.findings.filter { $0.level > self.permittedLevel || $0.rule == .lockedField }
    }
}
