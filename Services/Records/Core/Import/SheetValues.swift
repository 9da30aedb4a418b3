import Archive
import Clocks
import RecordsDomain

/// What this software wrote about a record or a document into `documentation/hoso.xml`, read with every value checked.
struct SheetValues {
    private let values: [String: String]
    private let place: String
    private(set) var findings: [ImportFinding] = []

    init(_ properties: [SheetProperty], place: String) {
        self.values = Dictionary(properties.map { ($0.name, $0.value) }) { first, _ in first }
        self.place = place
    }

    func text(_ name: String) -> String { self.values[name] ?? "" }

    /// A value that must be there.
    mutating func required<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
        let value = read(self.text(name))
        if value == nil { self.note(name) }
        return value
    }

    /// A value that may be empty.
    mutating func optional<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
        self.text(name).isEmpty ? nil : self.required(name, read)
    }

    mutating func note(_ name: String) {
        self.findings.append(
            ImportFinding("metadata", self.place, "giá trị \(name) thiếu hoặc sai", "the value \(name) is missing or malformed"))
    }
}
