/// The rule by which a file's name says which component it belongs to.
public struct ScanName: Codable, Hashable, Sendable {
    /// `{dossierCode}_{componentCode}`.
    public static let standard = ScanName(before: "", separator: "_", after: "")

    private let before: String
    private let separator: String
    private let after: String

    private init(before: String, separator: String, after: String) {
        self.before = before
        self.separator = separator
        self.after = after
    }

    /// Reads a template with `{dossierCode}` and `{componentCode}` once each, in this order, and something between them.
    public init?(_ template: String) {
        let halves = template.split(separator: "{dossierCode}", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[1].contains("{dossierCode}") else { return nil }
        let rest = halves[1].split(separator: "{componentCode}", maxSplits: 1, omittingEmptySubsequences: false)
        guard rest.count == 2, !rest[0].isEmpty, !template.contains("/"),
            !(String(halves[0]) + rest[0] + rest[1]).contains(where: { $0 == "{" || $0 == "}" })
        else { return nil }
        self.init(before: String(halves[0]), separator: String(rest[0]), after: String(rest[1]))
    }

    /// Reads the template.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let name = ScanName(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a template with {dossierCode} and {componentCode} once each is expected")
        }
        self = name
    }

    /// Writes the template.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(self.before){dossierCode}\(self.separator){componentCode}\(self.after)")
    }

    /// The component a file belongs to; nil when the name does not follow the rule.
    ///
    /// - Parameter file: The file's name, with its ending.
    public func component(of file: String) -> (dossierCode: String, componentCode: String)? {
        let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file[...]
        guard stem.hasPrefix(self.before) else { return nil }
        let rest = stem.dropFirst(self.before.count)
        guard let separator = rest.firstRange(of: self.separator) else { return nil }
        let dossier = rest[..<separator.lowerBound]
        var component = rest[separator.upperBound...]
        if self.after.isEmpty {
            // Scanners number what they write: `…_C1_0002.tif` belongs to C1 as `…_C1.tif` does.
            component = component.prefix { $0 != "_" && $0 != " " }
        } else {
            guard let end = component.firstRange(of: self.after) else { return nil }
            component = component[..<end.lowerBound]
        }
        guard !dossier.isEmpty, !component.isEmpty else { return nil }
        return (String(dossier), String(component))
    }
}
