import Clocks

/// Proposes the fields of a paper from what was recognised (R30: proposals, a person confirms).
public struct FieldExtractor: Sendable {
    private let rules: ExtractionRules
    private let page: LabelledText

    /// Prepares the text of a paper.
    ///
    /// - Parameters:
    ///   - rules: The rules of its type.
    ///   - lines: What was recognised, in reading order.
    public init(rules: ExtractionRules, lines: [PaperLine]) {
        self.rules = rules
        let labels = rules.rules.filter { !$0.kind.isOfSigner }.flatMap(\.labels)
        self.page = LabelledText(lines: lines, labels: labels + rules.rules.flatMap(\.wordsLabels) + rules.stops)
    }

    /// The proposals, in the order of the rules; a field that was not found is left out.
    public func proposals() -> [PaperField] { self.rules.rules.compactMap(self.proposal) }

    private func proposal(_ rule: ExtractionRule) -> PaperField? {
        switch rule.kind {
        case .placeAndDay: return self.placeAndDay(rule)
        case .issuer: return self.issuer(rule)
        case .codeNumber, .codeNotation: return self.codePart(rule)
        case .signerPosition, .signerName: return self.signer(rule)
        default: break
        }
        guard let label = self.page.find(rule.labels, occurrence: rule.occurrence) else { return nil }
        let words = self.page.value(
            of: label, includingLabel: rule.kind == .wholeLine, wrapping: Self.wrapping(of: rule.kind))
        guard let value = self.value(rule.kind, words, below: label) else { return nil }
        var field = self.field(rule.field, value.text, value.words)
        if rule.kind == .date, !self.agrees(rule, with: value.text) { field.confidence = min(field.confidence, 40) }
        return field
    }

    private static func wrapping(of kind: ExtractionRule.Kind) -> LabelledText.Wrapping {
        switch kind {
        case .longText: .paragraph
        case .wholeLine: .sentence
        default: .none
        }
    }

    private func value(
        _ kind: ExtractionRule.Kind, _ words: [LabelledText.Word], below label: LabelledText.Label
    ) -> (text: String, words: [LabelledText.Word])? {
        let printed = words.map(\.clean)
        switch kind {
        case .text, .longText, .wholeLine: return words.isEmpty ? nil : (Self.joined(printed), words)
        case .textBehindNumber: return words.count < 2 ? nil : (Self.joined(Array(printed.dropFirst())), Array(words.dropFirst()))
        case .personName:
            let name = Self.name(words)
            return name.isEmpty ? nil : (Self.joined(name.map(\.clean)), name)
        case .number: return words.first { Self.number($0.clean) != nil }.flatMap { word in Self.number(word.clean).map { ($0, [word]) } }
        case .serial:
            let serial = Self.serial(words) ?? Self.serial(self.page.line(below: label))
            return serial.map { (Self.joined($0.map(\.clean)), $0) }
        case .word: return words.first.map { (Self.trimmed($0.clean), [$0]) }
        case .date: return VietnameseDates.first(in: printed).map { ($0.iso8601, words) }
        case .year: return words.first { Self.digits($0.clean).count == 4 }.map { (Self.digits($0.clean), [$0]) }
        case .personalID: return words.first { Self.digits($0.clean).count == 12 }.map { (Self.digits($0.clean), [$0]) }
        case .codeNumber, .codeNotation, .issuer, .placeAndDay, .signerPosition, .signerName: return nil
        }
    }

    /// Whether the date in words, where the paper has one, says the same.
    private func agrees(_ rule: ExtractionRule, with date: String) -> Bool {
        guard !rule.wordsLabels.isEmpty, let label = self.page.find(rule.wordsLabels, occurrence: 1) else { return true }
        let words = self.page.value(of: label, includingLabel: false, wrapping: .sentence).map(\.clean)
        return VietnameseDates.inWords(words).map { $0.iso8601 == date } ?? true
    }

    private func placeAndDay(_ rule: ExtractionRule) -> PaperField? {
        for (index, line) in self.page.lines.enumerated() {
            guard let start = line.firstIndex(where: { $0.folded == "ngay" }), start > 0, ",.".contains(line[start - 1].clean.suffix(1)),
                !self.page.hasLabel(before: start, in: index),
                let date = VietnameseDates.first(in: line[start...].map(\.clean))
            else { continue }
            return self.field(rule.field, date.iso8601, Array(line[start...].prefix(6)))
        }
        return nil
    }

    private func codePart(_ rule: ExtractionRule) -> PaperField? {
        guard let line = self.page.lines.prefix(12).first(where: { Self.codeWord($0) != nil }), let word = Self.codeWord(line)
        else { return nil }
        let parts = Self.codeParts(word)
        return self.field(rule.field, rule.kind == .codeNumber ? parts[0] : parts[1], [word])
    }

    /// The `123/QĐ-UBND` of a line that begins with `Số:`.
    private static func codeWord(_ line: [LabelledText.Word]) -> LabelledText.Word? {
        guard line.first?.folded == "so" else { return nil }
        return line.dropFirst().prefix(3).first { self.codeParts($0).count == 2 }
    }

    private static func codeParts(_ word: LabelledText.Word) -> [String] {
        let parts = self.trimmed(word.clean).split(separator: "/", maxSplits: 1).map(String.init)
        return parts.count == 2 && parts[0].allSatisfy(\.isNumber) ? parts : []
    }

    /// The agency at the head of the left column, without the committee above it.
    private func issuer(_ rule: ExtractionRule) -> PaperField? {
        let words = DocumentHead(self.page.lines, endsBefore: { Self.codeWord($0) != nil }).issuer
        return words.isEmpty ? nil : self.field(rule.field, Self.joined(words.map(\.clean)), words)
    }

    private func signer(_ rule: ExtractionRule) -> PaperField? {
        guard let block = SignatureBlock(self.page.lines, positions: SignatureBlock.positions + rule.labels) else { return nil }
        let words = rule.kind == .signerName ? block.name : block.position
        return words.isEmpty ? nil : self.field(rule.field, Self.joined(words.map(\.clean)), words)
    }

    /// At most six words without digits, to the first comma, without the form of address.
    private static func name(_ words: [LabelledText.Word]) -> [LabelledText.Word] {
        let words = words.drop { ["ong", "ba", "ongba"].contains($0.folded) && !Self.isCapitals($0.clean) }
        var name: [LabelledText.Word] = []
        for word in words.prefix(6) {
            guard !word.clean.contains(where: \.isNumber), word.clean.count > 1 else { break }
            name.append(word)
            if word.clean.hasSuffix(",") || word.clean.hasSuffix(";") { break }
        }
        return name
    }

    private static func isCapitals(_ text: String) -> Bool { !text.contains(where: \.isLowercase) }

    /// The number at the beginning of a word: `284,1` of `284,1m2`.
    private static func number(_ text: String) -> String? {
        let digits = self.trimmed(String(text.prefix { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") }))
        return digits.isEmpty ? nil : digits
    }

    /// One to three capitals and at least four digits, in two words.
    private static func serial(_ words: [LabelledText.Word]) -> [LabelledText.Word]? {
        guard words.count >= 2, (1...3).contains(words[0].clean.count), words[0].clean.allSatisfy(\.isUppercase),
            self.digits(words[1].clean).count >= 4
        else { return nil }
        return Array(words[..<2])
    }

    private func field(_ name: String, _ value: String, _ words: [LabelledText.Word]) -> PaperField {
        let sum = words.reduce(0) { $0 + $1.word.confidence }
        let confidence = words.isEmpty ? 0 : Int(sum / Double(words.count))
        let first = words.first?.word.box
        let box = first.map { first in words.filter { $0.line == words[0].line }.reduce(first) { $0.union($1.word.box) } }
        return PaperField(
            name: name, value: value, confidence: min(99, max(0, confidence)), page: words.first?.page ?? 0, box: box)
    }

    /// The words as a value. Dots that lead to the edge of a form end it; what is read behind them is no print.
    private static func joined(_ words: [String]) -> String {
        let text = self.trimmed(words.joined(separator: " "))
        return text.firstRange(of: "...").map { self.trimmed(String(text[..<$0.lowerBound])) } ?? text
    }

    private static func trimmed(_ text: String) -> String {
        let noise: Set<Character> = [" ", ":", ".", ",", ";", "|", "_", "—", "-", "`", "'"]
        return String(text.drop { noise.contains($0) }.reversed().drop { noise.contains($0) }.reversed())
    }

    private static func digits(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }
}
