/// The effective configuration as `--print-config` shows it: each key with its value and origin, secrets hidden.
struct ConfigurationReport: Sendable, CustomStringConvertible {
    struct Entry: Sendable {
        let key: String
        let shown: String
        let source: String
    }

    var entries: [Entry] = []

    var description: String {
        self.entries.sorted { $0.key < $1.key }
            .map { "\($0.key) = \($0.shown)  # \($0.source)" }
            .joined(separator: "\n")
    }
}
