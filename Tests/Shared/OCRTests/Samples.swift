import Foundation
import Testing

/// One item of the sample set with its description.
struct Sample: Decodable, Sendable, CustomTestStringConvertible {
    struct Capture: Decodable, Sendable { let declaredPages: Int }
    struct Expected: Decodable, Sendable {
        let verdict: String
        let reason: String?
    }
    struct Scan: Decodable, Sendable { let skewDegrees: Double }

    let id: String
    let file: String
    let capture: Capture
    let expected: Expected
    let fields: [String: String]?
    let pages: Int?

    var path: String { Samples.folder.appending(path: self.file).path }
    var testDescription: String { self.id }

    /// The ground truth, one printed line per element.
    func truth() throws -> [String] {
        let text = try String(contentsOf: Samples.folder.appending(path: "\(self.id).txt"), encoding: .utf8)
        return text.split(whereSeparator: { "\n\u{0C}\t".contains($0) }).map(String.init)
    }
}

/// The sample set of scanned papers.
enum Samples {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/samples")

    static let all: [Sample] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
            return try? JSONDecoder().decode(Sample.self, from: data)
        }
    }()

    static let good = all.filter { $0.expected.verdict == "accept" }
    static let defective = all.filter { $0.expected.verdict != "accept" }
}

extension Sample {
    /// The scan as it lies on disk.
    func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: self.path))) }
}
