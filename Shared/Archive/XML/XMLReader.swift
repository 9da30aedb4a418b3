internal import CXML

/// Reads XML from outside step by step, so that its length does not matter.
///
/// A document type is refused wherever it stands, so there are no entities to expand and nothing is fetched; libxml2's own
/// limits on depth and on the length of a name or a text stay in force.
/// Concurrency: not safe to share. Blocking: it reads a file.
final class XMLReader {
    private let reader: xmlTextReaderPtr
    /// The name of the file in the package.
    private let path: String
    /// An empty element is one step for libxml2 and two for us.
    private var pendingEnd: XMLName?

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - file: Where it lies on this machine.
    ///   - path: Its name in the package, for errors.
    init(file: String, path: String) throws(ArchiveError) {
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        guard let reader = xmlReaderForFile(file, nil, options) else {
            throw ArchiveError(code: .inputOutput, message: "libxml2 could not open the file", path: path)
        }
        self.reader = reader
        self.path = path
    }

    deinit { xmlFreeTextReader(self.reader) }

    /// The next step; nil at the end.
    ///
    /// - Throws: ``ArchiveError`` `.malformed`.
    func next() throws(ArchiveError) -> XMLEvent? {
        if let name = self.pendingEnd {
            self.pendingEnd = nil
            return .end(name)
        }
        while true {
            let result = xmlTextReaderRead(self.reader)
            if result == 0 { return nil }
            guard result == 1 else { throw self.malformed("not well-formed") }
            switch xmlReaderTypes(UInt32(bitPattern: xmlTextReaderNodeType(self.reader))) {
            case XML_READER_TYPE_ELEMENT: return try self.startElement()
            case XML_READER_TYPE_END_ELEMENT: return .end(self.name())
            case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA:
                return .text(xmlTextReaderConstValue(self.reader).map { String(cString: $0) } ?? "")
            case XML_READER_TYPE_DOCUMENT_TYPE: throw self.malformed("it declares a document type")
            case XML_READER_TYPE_ENTITY_REFERENCE: throw self.malformed("it refers to an entity")
            default: continue
            }
        }
    }

    private func startElement() throws(ArchiveError) -> XMLEvent {
        let name = self.name()
        let isEmpty = xmlTextReaderIsEmptyElement(self.reader) == 1
        var attributes: [XMLName: String] = [:]
        while xmlTextReaderMoveToNextAttribute(self.reader) == 1 {
            attributes[self.name()] = xmlTextReaderConstValue(self.reader).map { String(cString: $0) } ?? ""
        }
        if isEmpty { self.pendingEnd = name }
        return .start(name, attributes: attributes)
    }

    private func name() -> XMLName {
        XMLName(
            xmlTextReaderConstLocalName(self.reader).map { String(cString: $0) } ?? "",
            in: xmlTextReaderConstNamespaceUri(self.reader).map { String(cString: $0) } ?? "")
    }

    private func malformed(_ how: String) -> ArchiveError {
        let line = xmlTextReaderGetParserLineNumber(self.reader)
        return ArchiveError(code: .malformed, message: "XML, line \(line): \(how)", path: self.path)
    }
}
