import DigitizationDomain
import Foundation

/// The good scans of the samples with their ground truth.
struct SampleSet {
    struct Sample {
        let id: String
        let kind: String
        let dpi: Int
        let path: String
        let truth: [String]
        let fields: [String: String]

        /// The extraction rules of its kind.
        var rules: ExtractionRules? { ExtractionRules.standard.first { $0.paperTypes.contains(self.kind) } }
    }

    private struct Description: Decodable {
        struct Expected: Decodable { let verdict: String }

        let id: String
        let file: String
        let kind: String?
        let dpi: Int?
        let pages: Int?
        let expected: Expected
        let fields: [String: String]?
    }

    let samples: [Sample]

    init(folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
        self.samples = try names.compactMap { name in
            let description = try JSONDecoder().decode(Description.self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
            guard description.expected.verdict == "accept", description.pages == 1, let kind = description.kind else { return nil }
            let text = try String(contentsOfFile: "\(folder)/\(description.id).txt", encoding: .utf8)
            return Sample(
                id: description.id, kind: kind, dpi: description.dpi ?? 200, path: "\(folder)/\(description.file)",
                truth: text.split(whereSeparator: { $0 == "\n" || $0 == "\u{0C}" }).map(String.init), fields: description.fields ?? [:])
        }
        guard !self.samples.isEmpty else { throw BenchFailure(what: "no samples in \(folder)") }
    }
}
