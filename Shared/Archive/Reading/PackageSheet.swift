/// What only this software knows about a record and its documents, read from its file in `documentation/`.
struct PackageSheet {
    static let path = "documentation/hoso.xml"

    private(set) var record: [SheetProperty] = []
    private(set) var documents: [String: [SheetProperty]] = [:]

    /// Reads the file.
    ///
    /// - Throws: ``ArchiveError`` `.malformed`.
    init(file: String) throws(ArchiveError) {
        let reader = try XMLReader(file: file, path: Self.path)
        var code: String?, name: String?, value = ""
        while let event = try reader.next() {
            switch event {
            case .start(let element, let attributes) where element.namespace == XMLNamespace.sheet:
                switch element.local {
                case "record": code = ""
                case "document": code = attributes[XMLName("code")] ?? ""
                case "property": (name, value) = (attributes[XMLName("name")], "")
                default: continue
                }
            case .text(let text): value += text
            case .end(let element) where element == XMLName("property", in: XMLNamespace.sheet):
                guard let key = code, let known = name else {
                    throw ArchiveError(code: .malformed, message: "a property without owner or name", path: Self.path)
                }
                if key.isEmpty {
                    self.record.append(SheetProperty(known, value))
                } else {
                    self.documents[key, default: []].append(SheetProperty(known, value))
                }
                name = nil
            default: continue
            }
        }
    }
}
