import DigitizationDomain
import Foundation
import OCR
import TestSupport
import Testing

@testable import Digitization

/// Extraction on the sample papers, against what a clerk would type.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FieldAccuracyTests {
    struct Description: Decodable { let fields: [String: String] }

    // What is wrong is wrong in an accent or a digit, or stands on the second page; a person confirms (R30).
    @Test(arguments: [
        ("01-decision", "jpg", ExtractionRules.decision, 0), ("02-decision", "jpg", .decision, 2), ("03-letter", "jpg", .decision, 0),
        ("04-letter", "tif", .decision, 2), ("05-letter2", "pdf", .decision, 3), ("06-birth", "jpg", .birth, 2),
        ("07-business", "jpg", .business, 0), ("08-licence", "pdf", .licence, 1), ("09-permit", "jpg", .permit, 1),
        ("10-marital", "tif", .marital, 1), ("11-minutes", "jpg", .minutes, 1), ("12-land", "jpg", .land, 2),
    ])
    func `R30 the fields of a sample paper are proposed as a clerk would type them`(
        id: String, type: String, rules: ExtractionRules, mostWrong: Int
    ) async throws {
        let folder = Desk.fixtures.appending(path: "samples")
        let truth = try JSONDecoder().decode(Description.self, from: Data(contentsOf: folder.appending(path: "\(id).json")))
        let pool = RecognitionPool(Desk.worker)
        let result = try await pool.read(path: folder.appending(path: "\(id).\(type)").path, page: 1)
        let lines = result.reading.lines.map { PaperLine($0, page: 1) }

        let fields = FieldExtractor(rules: rules, lines: lines).proposals()
        let asked = rules.rules.map(\.field).filter { truth.fields[$0] != nil }
        let wrong = asked.filter { name in
            let found = fields.first { $0.name == name }?.value ?? ""
            return Self.fold(found) != Self.fold(truth.fields[name] ?? "")
        }

        let shown = wrong.map { name in "\(name): \(fields.first { $0.name == name }?.value ?? "–") / \(truth.fields[name] ?? "")" }
        #expect(wrong.count <= mostWrong, "\(id): \(wrong.count) of \(asked.count) wrong: \(shown)")
    }

    private static func fold(_ text: String) -> String {
        text.lowercased().precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
