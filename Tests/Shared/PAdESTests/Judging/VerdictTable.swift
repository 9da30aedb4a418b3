import PKI

/// What must come out for each document, ours and pyHanko's.
///
/// pyHanko is asked by its LTA validation, which calls nothing passed that no document timestamp covers: where it says
/// INDETERMINATE NO_POE or SIG_CONSTRAINTS_FAILURE, EN 319 102-1, 5.3 and 5.5, already give an answer as of now.
struct VerdictRow: Sendable, CustomStringConvertible {
    let document: String
    let day: JudgingFixture.Day
    let lists: JudgingFixture.Day?
    let indication: Indication
    let subIndication: SubIndication?
    /// `STATUS REASON` of the first signature.
    let pyHanko: String

    // swift-format-ignore
    init(_ document: String, _ day: JudgingFixture.Day, lists: JudgingFixture.Day? = nil, _ indication: Indication, _ subIndication: SubIndication? = nil, pyHanko: String) {
        self.document = document
        self.day = day
        self.lists = lists
        self.indication = indication
        self.subIndication = subIndication
        self.pyHanko = pyHanko
    }

    var description: String { "\(self.document) on the day \(self.day.rawValue)\(self.lists == nil ? "" : " with lists")" }

    private static let passed = "PASSED OK"
    private static let chain = "INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE"
    private static let noProof = "INDETERMINATE NO_POE"
    private static let constraints = "INDETERMINATE SIG_CONSTRAINTS_FAILURE"

    // swift-format-ignore
    static let all: [VerdictRow] = [
        // The levels, offline, right after signing.
        VerdictRow("b-b", .signing, .indeterminate, .chainFailure, pyHanko: chain),
        VerdictRow("b-t", .signing, .indeterminate, .chainFailure, pyHanko: chain),
        VerdictRow("b-lt", .signing, .valid, pyHanko: noProof),
        VerdictRow("b-lta", .signing, .valid, pyHanko: passed),
        VerdictRow("b-lta-flipped", .signing, .invalid, .hashFailure, pyHanko: "FAILED HASH_FAILURE"),
        VerdictRow("older", .signing, .indeterminate, .chainFailure, pyHanko: chain),
        VerdictRow("older-with-data", .signing, .valid, pyHanko: noProof),
        VerdictRow("certified", .signing, .valid, pyHanko: passed),
        VerdictRow("claimed-later", .signing, .valid, pyHanko: passed),
        VerdictRow("timestamp-only", .signing, .indeterminate, .noSignature, pyHanko: ""),
        VerdictRow("unsigned", .signing, .indeterminate, .noSignature, pyHanko: ""),
        VerdictRow("tsa-data-missing", .signing, .indeterminate, .chainFailure, pyHanko: chain),
        // Two days later, with the lists of that day.
        VerdictRow("b-b", .revoked, lists: .revoked, .valid, pyHanko: constraints),
        VerdictRow("b-t", .revoked, lists: .revoked, .valid, pyHanko: noProof),
        VerdictRow("older", .revoked, lists: .revoked, .valid, pyHanko: constraints),
        VerdictRow("two-b-lta", .revoked, .valid, pyHanko: passed),
        VerdictRow("revoked-before", .revoked, lists: .revoked, .invalid, .revoked, pyHanko: noProof),
        VerdictRow("revoked-before-backdated", .revoked, lists: .revoked, .indeterminate, .revokedNoProof, pyHanko: noProof),
        VerdictRow("revoked-soon-backdated", .revoked, lists: .revoked, .indeterminate, .revokedNoProof, pyHanko: noProof),
        VerdictRow("expired", .revoked, lists: .revoked, .invalid, .expired, pyHanko: noProof),
        VerdictRow("expired-backdated", .revoked, lists: .revoked, .indeterminate, .noProofOfExistence, pyHanko: noProof),
        VerdictRow("future", .revoked, lists: .revoked, .invalid, .notYetValid, pyHanko: chain),
        VerdictRow("wrong-purpose", .revoked, lists: .revoked, .indeterminate, .chainConstraintsFailure, pyHanko: chain),
        VerdictRow("server", .revoked, lists: .revoked, .indeterminate, .chainConstraintsFailure, pyHanko: chain),
        // A timestamp that does not count takes nothing from a signature that holds without it (EN 319 102-1, 5.5.4).
        VerdictRow("tsa-wrong-purpose", .revoked, lists: .revoked, .valid, pyHanko: "INDETERMINATE CHAIN_CONSTRAINTS_FAILURE"),
        VerdictRow("tsa-from-the-future", .revoked, lists: .revoked, .valid, pyHanko: noProof),
        // A year later.
        VerdictRow("b-lt", .later, .indeterminate, .tryLater, pyHanko: chain),
        VerdictRow("b-lt", .later, lists: .later, .valid, pyHanko: noProof),
        VerdictRow("b-lta", .later, lists: .later, .valid, pyHanko: passed),
        VerdictRow("b-lta-renewed", .later, .valid, pyHanko: passed),
        VerdictRow("revoked-later", .later, lists: .later, .valid, pyHanko: passed),
        VerdictRow("revoked-later-without-time", .later, lists: .later, .indeterminate, .revokedNoProof, pyHanko: constraints),
        VerdictRow("ending", .later, lists: .later, .valid, pyHanko: passed),
        VerdictRow("ending-renewed", .later, lists: .later, .valid, pyHanko: passed),
        VerdictRow("ending-without-time", .later, lists: .later, .indeterminate, .noProofOfExistence, pyHanko: constraints),
        VerdictRow("tsa-expired", .later, lists: .later, .indeterminate, .noProofOfExistence, pyHanko: noProof),
        VerdictRow("tsa-expired-covered", .later, lists: .later, .valid, pyHanko: noProof),
        VerdictRow("tsa-lost", .later, lists: .later, .valid, pyHanko: noProof),
        VerdictRow("tsa-lost-covered", .later, lists: .later, .valid, pyHanko: noProof),
    ]
}
