/// What the lock of a signature field demands of whoever signs in it.
///
/// Source: ISO 32000-1, 12.7.4.5 and table 233 (SigFieldLock), 12.8.2.4 and table 256 (FieldMDP); ISO 32000-2 adds `/P`.
struct FieldLock: Hashable, Sendable {
    private let action: String
    private let fields: [String]
    /// What it lets others do to the whole document afterwards; `nil` when it says nothing about that.
    let permission: Int?

    /// Reads the lock of a field; `nil` when it has none.
    ///
    /// - Throws: ``PDFError`` with `damaged` when the lock does not say what it locks: a signature in such a field would
    ///   promise something that nobody can check.
    init?(of field: PDFFormField, in document: PDFDocument) throws(PDFError) {
        let value = try document.resolve(field.dictionary["Lock"])
        if value == .null { return nil }
        guard let lock = value.dictionaryValue, let action = try document.resolve(lock["Action"]).nameValue,
            ["All", "Include", "Exclude"].contains(action)
        else { throw PDFError(code: .damaged, message: "the lock of the field \(field.name) says nothing that is known") }
        var names: [String] = []
        if action != "All" {
            guard let items = try document.resolve(lock["Fields"]).arrayValue else {
                throw PDFError(code: .damaged, message: "the lock of the field \(field.name) names no fields")
            }
            for item in items {
                guard let name = try document.resolve(item).textValue else {
                    throw PDFError(code: .damaged, message: "the lock of the field \(field.name) names something that is no text")
                }
                names.append(name)
            }
        }
        let permission = try document.resolve(lock["P"])
        guard permission == .null || permission.integerValue.map((1...3).contains) == true else {
            throw PDFError(code: .damaged, message: "the lock of the field \(field.name) permits something unknown")
        }
        self.action = action
        self.fields = names
        self.permission = permission.integerValue
    }

    /// The reference with which a signature repeats the lock, so that the lock is signed too.
    func reference(_ catalog: PDFReference) -> PDFObject {
        var parameters: PDFDictionary = ["Type": .name("TransformParams"), "V": .name("1.2"), "Action": .name(self.action)]
        if self.action != "All" { parameters["Fields"] = .array(self.fields.map(PDFObject.text)) }
        return .dictionary([
            "Type": .name("SigRef"), "TransformMethod": .name("FieldMDP"), "TransformParams": .dictionary(parameters),
            "Data": .reference(catalog),
        ])
    }
}
