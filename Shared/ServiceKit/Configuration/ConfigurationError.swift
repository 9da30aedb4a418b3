/// The configuration is not usable; it names every fault at once.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// All faults, sorted by key.
    public let faults: [ConfigurationFault]

    /// Makes an error.
    public init(faults: [ConfigurationFault]) {
        self.faults = faults.sorted { ($0.key, $0.source) < ($1.key, $1.source) }
    }

    /// One line per fault.
    public var description: String {
        (["the configuration has \(self.faults.count) fault(s):"] + self.faults.map { "  \($0)" }).joined(separator: "\n")
    }
}
