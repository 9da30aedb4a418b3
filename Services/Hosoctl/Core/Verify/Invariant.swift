/// One promise of the suite that can be checked by looking (reliability.md, section 3).
protocol Invariant: Sendable {
    /// Its number, for example `I3`.
    var id: String { get }
    /// What is promised.
    var title: Words { get }
    /// What is counted while checking.
    var unit: Words { get }

    /// Looks at everything there is.
    func examine(_ context: VerifyContext) async throws -> InvariantFindings
}

/// One thing that breaks an invariant.
struct Violation: Hashable, Sendable {
    /// The id or code of what breaks it.
    let subject: String
    let words: Words
}

/// What looking at one invariant brought up.
struct InvariantFindings: Sendable {
    /// How many things were looked at.
    var examined = 0
    var violations: [Violation] = []
    /// What is worth knowing and breaks nothing.
    var notes: [Words] = []

    /// Adds a violation.
    mutating func add(_ subject: String, _ vietnamese: String, _ english: String) {
        self.violations.append(Violation(subject: subject, words: Words(vietnamese, english)))
    }
}
