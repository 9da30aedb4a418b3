/// One thing wrong with the configuration.
public struct ConfigurationFault: Hashable, Sendable, CustomStringConvertible {
    /// The dotted key.
    public let key: String
    /// Where the value came from, for example `environment HOSO_ADMIN_PORT`.
    public let source: String
    /// What it should look like.
    public let expected: String
    /// What it is; never the content of a secret.
    public let got: String

    /// Makes a fault.
    public init(key: String, source: String, expected: String, got: String) {
        self.key = key
        self.source = source
        self.expected = expected
        self.got = got
    }

    /// `key (source): expected …, got …`.
    public var description: String { "\(self.key) (\(self.source)): expected \(self.expected), got \(self.got)" }
}
