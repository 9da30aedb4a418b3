/// A terminal field of the document's form.
public struct PDFFormField: Hashable, Sendable {
    /// The full name: the names from the root down, joined by full stops.
    public let name: String
    /// The field's object; `nil` if it stands directly in its parent's array.
    public let reference: PDFReference?
    /// The field's dictionary.
    public let dictionary: PDFDictionary
    /// `/FT`, also if inherited: `Sig`, `Tx`, `Btn` or `Ch`.
    public let type: String?
    /// The object that `/V` points at, also if inherited.
    public let valueReference: PDFReference?
    /// Whether the field has a value.
    public let isFilled: Bool

    /// Whether the field is for a signature.
    public var isSignature: Bool { self.type == "Sig" }
}
