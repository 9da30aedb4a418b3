/// Where objects of a new file or of an update go.
protocol PDFObjectSink {
    /// Takes the next free object number.
    mutating func reserve() -> PDFReference
    /// Writes the object of a reserved number.
    mutating func put(_ reference: PDFReference, _ object: PDFObject)
}

extension PDFObjectSink {
    /// Writes an object under the next free number.
    mutating func add(_ object: PDFObject) -> PDFReference {
        let reference = self.reserve()
        self.put(reference, object)
        return reference
    }
}
