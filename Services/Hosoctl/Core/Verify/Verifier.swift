import Postgres

/// Checks the invariants and says what it found.
struct Verifier: Sendable {
    /// All that this slice has subjects for, in the order of their numbers.
    static let invariants: [any Invariant] = [
        PromisesInvariant(), DossierStateInvariant(), DocumentsInvariant(), CodesInvariant(), DeliveryInvariant(),
        RelayInvariant(), JournalInvariant(), SignaturesInvariant(), IsolationInvariant(), LivenessInvariant(),
        TimeInvariant(), SecrecyInvariant(), BoundsInvariant(),
    ]

    /// At most so many violations are shown per invariant.
    static let shownLimit = 50

    let context: VerifyContext
    let console: Console

    /// Checks until all is clean or the time is over, and prints one line per invariant.
    ///
    /// - Parameter wait: How long events and files may be on their way.
    /// - Returns: Whether everything holds.
    func run(_ invariants: [any Invariant] = Self.invariants, wait: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + wait
        var isClean = true
        for invariant in invariants {
            let findings = try await self.settle(invariant, until: deadline)
            self.show(invariant, findings)
            isClean = isClean && findings.violations.isEmpty
        }
        return isClean
    }

    /// Looks until nothing is wrong or the time is over; a database that is away for a while counts as not settled.
    private func settle(_ invariant: any Invariant, until deadline: ContinuousClock.Instant) async throws -> InvariantFindings {
        while true {
            let isLast = ContinuousClock.now >= deadline
            do {
                let findings = try await invariant.examine(self.context)
                if findings.violations.isEmpty || isLast { return findings }
                self.console.passing("\(invariant.id) … \(findings.violations.count) chưa ổn / not settled")
            } catch let error as PostgresError where error.code.isRetriable && !isLast {
                self.console.passing("\(invariant.id) … chờ cơ sở dữ liệu / waiting for the database")
            }
            try await Task.sleep(for: .milliseconds(500))
        }
    }

    private func show(_ invariant: any Invariant, _ findings: InvariantFindings) {
        let mark = findings.violations.isEmpty ? "✔" : "✘"
        let count = findings.violations.isEmpty ? "" : ", \(findings.violations.count) vi phạm / violations"
        self.console.line("\(invariant.id) \(mark) \(findings.examined) \(invariant.unit)\(count) – \(invariant.title)")
        for violation in findings.violations.prefix(Self.shownLimit) {
            self.console.line("     ✘ \(violation.subject): \(violation.words)")
        }
        if findings.violations.count > Self.shownLimit {
            self.console.line("     … và \(findings.violations.count - Self.shownLimit) nữa / more")
        }
        for note in findings.notes.prefix(Self.shownLimit) { self.console.line("     · \(note)") }
    }
}
