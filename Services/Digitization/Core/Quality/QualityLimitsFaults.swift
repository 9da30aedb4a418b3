/// Everything that is wrong with a file of quality limits.
public struct QualityLimitsFaults: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence per fault, each with the place in the file.
    public let faults: [String]

    init(_ faults: [String]) { self.faults = faults }

    /// All faults on one line.
    public var description: String { self.faults.joined(separator: "; ") }
}
