import DigitizationDomain

/// A confirmed field as it lies in `papers.fields`.
struct StoredField: Codable, Hashable, Sendable {
    let name: String
    let value: String
    let confidence: Int
    let page: Int
    let box: [Int]

    init(_ field: PaperField) {
        self.name = field.name
        self.value = field.value
        self.confidence = field.confidence
        self.page = field.page
        self.box = field.box.map { [$0.left, $0.top, $0.width, $0.height] } ?? []
    }

    var field: PaperField {
        let box = self.box.count == 4 ? PaperBox(left: self.box[0], top: self.box[1], width: self.box[2], height: self.box[3]) : nil
        return PaperField(name: self.name, value: self.value, confidence: self.confidence, page: self.page, box: box)
    }
}
