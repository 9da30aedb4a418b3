/// What the code (QR, TCVN 7322:2009) printed on issued papers says, part by part: data, not code.
///
/// The parts are those the regulation names (TT 01/2023: dossier, procedure, identifier of the person or organisation,
/// name of the paper); their order and separator were not found in a text in force, so a deployment may set others.
public struct CodeLayout: Hashable, Sendable, Codable {
    /// One part of a code.
    public struct Part: Hashable, Sendable, Codable {
        /// What it is, for people.
        public var name: String
        /// Fields of a paper that must say the same, the first one present; none = only shown.
        public var fields: [String]

        /// Creates a part.
        public init(_ name: String, fields: [String] = []) {
            self.name = name
            self.fields = fields
        }
    }

    /// What stands between two parts.
    public var separator: String
    /// The parts in their order.
    public var parts: [Part]

    /// Creates a layout.
    public init(separator: String, parts: [Part]) {
        self.separator = separator
        self.parts = parts
    }

    /// The layout in use.
    public static let standard = CodeLayout(
        separator: "|",
        parts: [
            Part("dossierCode"), Part("procedureCode"), Part("ownerId", fields: ["personalId", "businessCode"]), Part("paperName"),
        ])

    /// The parts of a code; nil when it has another number of parts or an empty one, and so is no code of issued papers.
    public func read(_ payload: String) -> [(part: Part, value: String)]? {
        guard !self.separator.isEmpty else { return nil }
        let values = payload.components(separatedBy: self.separator).map(Self.trimmed)
        guard values.count == self.parts.count, !values.contains("") else { return nil }
        return Array(zip(self.parts, values)).map { (part: $0.0, value: $0.1) }
    }

    private static func trimmed(_ text: String) -> String {
        let end = text.reversed().drop(while: \.isWhitespace)
        return String(String(end.reversed()).drop(while: \.isWhitespace))
    }
}

extension String {
    /// The parts between a separator, without Foundation.
    fileprivate func components(separatedBy separator: String) -> [String] {
        self.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
