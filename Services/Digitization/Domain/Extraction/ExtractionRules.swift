/// The rules of one or more kinds of paper.
public struct ExtractionRules: Hashable, Sendable, Codable {
    /// Paper type codes the rules are for.
    public var paperTypes: [String]
    /// One rule per field.
    public var rules: [ExtractionRule]
    /// Labels that end a value without being a field themselves.
    public var stops: [String]

    /// Creates rules.
    public init(paperTypes: [String], rules: [ExtractionRule], stops: [String] = []) {
        self.paperTypes = paperTypes
        self.rules = rules
        self.stops = stops
    }
}
