/// Reads a descriptive file: `simpledc` with one element a field, in any order.
enum DescriptiveFile {
    /// - Returns: The values, and the names of elements that are no field.
    /// - Throws: ``ArchiveError`` `.malformed`, also for a field that stands twice.
    static func read(file: String, path: String) throws(ArchiveError) -> (values: FieldValues, unknown: [String]) {
        let reader = try XMLReader(file: file, path: path)
        var values = FieldValues(), unknown: [String] = [], seen: Set<String> = []
        var depth = 0, name = "", text = ""
        while let event = try reader.next() {
            switch event {
            case .start(let element, _):
                if depth == 0, element.local != "simpledc" {
                    throw ArchiveError(code: .malformed, message: "the root is \(element.local), not simpledc", path: path)
                }
                if depth == 1 {
                    (name, text) = (element.local, "")
                    guard seen.insert(name).inserted else {
                        throw ArchiveError(code: .malformed, message: "\(name) stands twice", path: path)
                    }
                }
                if depth == 2 { throw ArchiveError(code: .malformed, message: "\(name) has elements in it", path: path) }
                depth += 1
            case .text(let piece): if depth == 2 { text += piece }
            case .end:
                depth -= 1
                guard depth == 1 else { continue }
                if let field = Field(rawValue: name) { values[field] = text } else { unknown.append(name) }
            }
        }
        return (values, unknown)
    }
}
