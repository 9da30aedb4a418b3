import Foundation

/// What stands on a sample paper, as the person at the desk reads it: the ground truth beside the scan.
struct PrintedPaper: Sendable {
    private struct Description: Decodable {
        var fields: [String: String]?
    }

    private let fields: [String: String]

    /// Reads `<scan>.json` beside a scan; without it nothing is known and every proposal stands.
    init(scan path: String) {
        let beside = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("json")
        let description = (try? Data(contentsOf: beside)).flatMap { try? JSONDecoder().decode(Description.self, from: $0) }
        self.fields = description?.fields ?? [:]
    }

    init(fields: [String: String]) {
        self.fields = fields
    }

    /// The value a careful person confirms: the proposal when it says what the paper says, whatever its capitals and blanks.
    func value(of name: String, proposed: String) -> String {
        guard let printed = self.fields[name] else { return proposed }
        return Self.folded(printed) == Self.folded(proposed) ? proposed : printed
    }

    private static func folded(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
