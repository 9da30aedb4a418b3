extension DocumentContent {
    /// A text with its place, such as `blocks[2]`.
    public struct Line: Hashable, Sendable {
        /// Where it stands.
        public let place: String
        /// What it says.
        public let text: String

        /// Names a line.
        public init(place: String, text: String) {
            self.place = place
            self.text = text
        }
    }

    /// Every text in the order of the document; what differences and bounds are counted on.
    public var lines: [Line] {
        var lines = [
            Line(place: "parentAgency", text: self.parentAgency), Line(place: "agency", text: self.agency),
            Line(place: "place", text: self.place),
        ]
        lines += Self.numbered("addressees", self.addressees)
        lines += Self.numbered("basis", self.basis)
        lines += Self.lines("blocks", self.blocks)
        lines += Self.numbered("authority", self.authority)
        lines.append(Line(place: "signerName", text: self.signerName))
        lines += Self.numbered("recipients", self.recipients)
        lines += Self.numbered("contact", self.contact)
        for (index, annex) in self.annexes.enumerated() {
            lines.append(Line(place: "annexes[\(index + 1)].name", text: annex.name))
            lines.append(Line(place: "annexes[\(index + 1)].title", text: annex.title))
            lines += Self.lines("annexes[\(index + 1)].blocks", annex.blocks)
        }
        return lines.filter { !$0.text.isEmpty }
    }

    private static func numbered(_ name: String, _ texts: [String]) -> [Line] {
        texts.enumerated().map { Line(place: "\(name)[\($0 + 1)]", text: $1) }
    }

    private static func lines(_ name: String, _ blocks: [Block]) -> [Line] {
        blocks.enumerated().flatMap { index, block -> [Line] in
            let place = "\(name)[\(index + 1)]"
            guard block.kind == .table else {
                return [Line(place: place, text: block.lead.isEmpty ? block.text : "\(block.lead) \(block.text)")]
            }
            let heading = Line(place: place, text: block.columns.map(\.title).joined(separator: " | "))
            return [heading]
                + block.rows.enumerated().map { Line(place: "\(place).rows[\($0 + 1)]", text: $1.joined(separator: " | ")) }
        }
    }

    /// What makes a content impossible to take in, by the name of the field; `nil` when nothing does.
    ///
    /// Bounds: 200,000 characters, 2,000 blocks, 20 annexes, tables of 12 columns.
    public var malformedField: String? {
        let all = self.lines
        guard all.reduce(0, { $0 + $1.text.unicodeScalars.count }) <= 200_000 else { return "content" }
        if let line = all.first(where: { $0.text.utf8.contains(0) }) { return line.place }
        guard self.annexes.count <= 20 else { return "annexes" }
        let blocks = self.blocks + self.annexes.flatMap(\.blocks)
        guard blocks.count <= 2_000 else { return "blocks" }
        for block in blocks where block.kind == .table {
            guard (1...12).contains(block.columns.count), block.columns.allSatisfy({ (1...100).contains($0.weight) }) else { return "columns" }
            guard block.rows.count <= 2_000, block.rows.allSatisfy({ $0.count <= block.columns.count }) else { return "rows" }
        }
        guard self.contact.count <= 3 else { return "contact" }
        return nil
    }
}
