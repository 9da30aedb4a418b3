import DigitizationDomain
import Foundation
import OCR

/// Error rates and exact fields on the samples: drawn anew (clean), as scanned (ordinary), and worn further (poor).
struct AccuracyBench {
    let samples: SampleSet
    /// Folder with `clean/<id>.png` and `poor/<id>.jpg`.
    let variants: String
    /// Whether every wrong line and field is printed before the figures.
    let lists: Bool

    func run() async throws {
        print("| Quality | pages | CER % | WER % | CER % without diacritics | exact fields % | refused | aim |")
        print("|---|---:|---:|---:|---:|---:|---:|---|")
        let pool = ScanBench.pool(workers: 1)
        defer { pool.shutDown() }
        for (name, aim) in [("clean", "CER ≤ 0.5"), ("ordinary", "CER ≤ 1, fields ≥ 98"), ("poor", "CER ≤ 2, fields ≥ 90")] {
            var score = Score(lists: self.lists)
            for sample in self.samples.samples {
                try await score.add(sample, path: self.path(sample, name), pool: pool, countsFields: name != "clean")
            }
            print("| \(name) | \(score.cells) | \(aim) |")
        }
    }

    private func path(_ sample: SampleSet.Sample, _ quality: String) -> String {
        switch quality {
        case "clean": "\(self.variants)/clean/\(sample.id).png"
        case "poor": "\(self.variants)/poor/\(sample.id).jpg"
        default: sample.path
        }
    }
}

/// What was read against what is printed.
struct Score {
    private var pages = 0
    private var refused = 0
    private var reasons: Set<String> = []
    private var characters = Errors()
    private var plain = Errors()
    private var words = Errors()
    private var fields = Errors()

    private let lists: Bool

    init(lists: Bool) { self.lists = lists }

    struct Errors {
        var wrong = 0
        var all = 0

        var percent: String { self.all == 0 ? "–" : String(format: "%.2f", 100 * Double(self.wrong) / Double(self.all)) }
    }

    var cells: String {
        let exact = self.fields.all == 0 ? "–" : String(format: "%.1f", 100 - 100 * Double(self.fields.wrong) / Double(self.fields.all))
        return "\(self.pages) | \(self.characters.percent) | \(self.words.percent) | \(self.plain.percent) | \(exact) | \(([String(self.refused)] + self.reasons.sorted()).joined(separator: " "))"
    }

    mutating func add(_ sample: SampleSet.Sample, path: String, pool: RecognitionPool, countsFields: Bool) async throws {
        let result = try await pool.read(path: path, page: 1)
        guard !result.reading.isRefused else {
            self.refused += 1
            self.reasons.formUnion(result.reading.findings.filter(\.refuses).map(\.reason.rawValue))
            return
        }
        self.pages += 1
        let lines = result.reading.lines.map(\.text)
        if self.lists { self.list(sample, path: path, lines) }
        Self.count(sample.truth, lines, &self.characters) { Array($0.unicodeScalars) }
        Self.count(sample.truth.map(Self.plain), lines.map(Self.plain), &self.plain) { Array($0.unicodeScalars) }
        Self.count(sample.truth, lines, &self.words) { $0.split(separator: " ") }
        guard countsFields, let rules = sample.rules else { return }
        let found = FieldExtractor(rules: rules, lines: result.reading.lines.map { Self.line($0) }).proposals()
        for name in rules.rules.map(\.field) {
            guard let truth = sample.fields[name] else { continue }
            self.fields.all += 1
            let value = found.first { $0.name == name }?.value ?? ""
            if Self.fold(value).lowercased() != Self.fold(truth).lowercased() {
                self.fields.wrong += 1
                if self.lists { print("\(path): field \(name): «\(truth)» read as «\(value)»") }
            }
        }
    }

    /// The printed lines that were not read as they are, and all that was read.
    private func list(_ sample: SampleSet.Sample, path: String, _ lines: [String]) {
        let text = Array(Self.fold(lines.joined(separator: " ")).unicodeScalars)
        for line in sample.truth {
            let wrong = Self.distanceToNearestPassage(Array(Self.fold(line).unicodeScalars), in: text)
            if wrong > 0 { print("\(path): \(wrong) wrong in «\(Self.fold(line))»") }
        }
        for line in lines { print("\(path): | \(line)") }
    }

    /// Each printed line against the nearest passage: the order of columns does not count.
    private static func count<Unit: Equatable>(
        _ truth: [String], _ read: [String], _ errors: inout Errors, units: (String) -> [Unit]
    ) {
        let text = units(Self.fold(read.joined(separator: " ")))
        for line in truth {
            let line = units(Self.fold(line))
            guard !line.isEmpty else { continue }
            errors.wrong += Self.distanceToNearestPassage(line, in: text)
            errors.all += line.count
        }
    }

    /// Fewest insertions, deletions and substitutions between a line and any passage of a text (Sellers 1980).
    private static func distanceToNearestPassage<Unit: Equatable>(_ line: [Unit], in text: [Unit]) -> Int {
        var column = Array(0...line.count)
        var best = line.count
        for unit in text {
            var diagonal = column[0]
            for row in 1...line.count {
                let substituted = diagonal + (line[row - 1] == unit ? 0 : 1)
                diagonal = column[row]
                column[row] = min(substituted, diagonal + 1, column[row - 1] + 1)
            }
            best = min(best, column[line.count])
        }
        return best
    }

    private static func fold(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func plain(_ text: String) -> String {
        let scalars = text.decomposedStringWithCanonicalMapping.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }
        return String(String.UnicodeScalarView(scalars)).replacingOccurrences(of: "đ", with: "d").replacingOccurrences(of: "Đ", with: "D")
    }

    private static func line(_ line: RecognizedLine) -> PaperLine {
        PaperLine(
            page: 1,
            words: line.words.map { word in
                let box = word.box
                return PaperWord(
                    text: word.text, confidence: word.confidence, left: box.x, top: box.y, width: box.width, height: box.height)
            })
    }
}
