import Clocks

/// Answers about revocation until they grow old; the same question asked twice at once is sent once.
///
/// Bounded: beyond ``capacity`` the answers that end first are dropped.
actor RevocationCache {
    private struct Kept<Value: Sendable> {
        let value: Value
        let until: UTCInstant
    }

    private let capacity: Int
    private var findings: [[UInt8]: Kept<RevocationFinding>] = [:]
    private var lists: [String: Kept<RevocationList>] = [:]
    private var questions: [[UInt8]: Task<RevocationAnswer, Never>] = [:]

    init(capacity: Int) { self.capacity = capacity }

    /// The answer about a certificate, from memory or by asking.
    func answer(
        about certificate: Certificate, at now: UTCInstant, ask: @escaping @Sendable () async -> RevocationAnswer
    ) async -> RevocationAnswer {
        let key = certificate.sha256
        if let kept = self.findings[key], now < kept.until { return .found(kept.value) }
        if let running = self.questions[key] { return await running.value }
        let question = Task { await ask() }
        self.questions[key] = question
        let answer = await question.value
        self.questions[key] = nil
        if case .found(let finding) = answer, let until = finding.nextUpdate ?? Self.end(finding.thisUpdate), now < until {
            Self.keep(Kept(value: finding, until: until), for: key, in: &self.findings, self.capacity)
        }
        return answer
    }

    /// A list fetched from an address before, if it is still in force.
    func list(at url: String, now: UTCInstant) -> RevocationList? {
        self.lists[url].flatMap { now < $0.until ? $0.value : nil }
    }

    /// Keeps a list for as long as it says it is in force. It was verified by the caller.
    func keep(_ list: RevocationList, at url: String) {
        guard let until = list.nextUpdate else { return }
        // Lists are large, so fewer of them are kept.
        Self.keep(Kept(value: list, until: until), for: url, in: &self.lists, max(1, self.capacity / 100))
    }

    private static func end(_ start: UTCInstant) -> UTCInstant? { start + RevocationFinding.lifetimeWithoutEnd }

    private static func keep<Key: Hashable, Value>(
        _ item: Kept<Value>, for key: Key, in kept: inout [Key: Kept<Value>], _ capacity: Int
    ) {
        if kept.count >= capacity, kept[key] == nil, let first = kept.min(by: { $0.value.until < $1.value.until }) {
            kept[first.key] = nil
        }
        kept[key] = item
    }
}
