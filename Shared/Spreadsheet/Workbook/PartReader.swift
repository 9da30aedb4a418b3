internal import CXML

/// Reads the XML of one part step by step, as it is unpacked.
///
/// A document type is refused, so there are no entities to expand and nothing is fetched; libxml2's own limits on depth and on
/// the length of a name or a text stay in force. Names are told without their namespace: the two editions of the standard differ
/// in nothing else (ISO/IEC 29500-1 and -4).
/// Concurrency: not safe to share.
final class PartReader {
    /// One step.
    enum Step {
        case start(String)
        case text(String)
        case end(String)
    }

    private let reader: xmlTextReaderPtr
    private let part: ContainerPart
    /// An empty element is one step for libxml2 and two for us.
    private var pendingEnd: String?

    /// Opens a part.
    ///
    /// - Returns: nil when there is no such part.
    init?(_ name: String, of container: ContainerBytes, limit: Int) throws(SpreadsheetError) {
        guard let part = try ContainerPart(name, of: container, limit: limit) else { return nil }
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        // The part outlives the reader, which is freed in `deinit` before the properties are released.
        let context = Unmanaged.passUnretained(part).toOpaque()
        guard let reader = xmlReaderForIO(readPart, nil, context, nil, nil, options) else {
            throw .damaged(why: "libxml2 could not begin")
        }
        self.part = part
        self.reader = reader
    }

    deinit { xmlFreeTextReader(self.reader) }

    /// The next step; nil at the end.
    func next() throws(SpreadsheetError) -> Step? {
        if let name = self.pendingEnd {
            self.pendingEnd = nil
            return .end(name)
        }
        while true {
            let result = xmlTextReaderRead(self.reader)
            if let failure = self.part.failure { throw failure }
            if result == 0 { return nil }
            guard result == 1 else { throw self.damage("not well-formed") }
            switch xmlReaderTypes(UInt32(bitPattern: xmlTextReaderNodeType(self.reader))) {
            case XML_READER_TYPE_ELEMENT:
                let name = self.name()
                if xmlTextReaderIsEmptyElement(self.reader) == 1 { self.pendingEnd = name }
                return .start(name)
            case XML_READER_TYPE_END_ELEMENT: return .end(self.name())
            case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
                return .text(xmlTextReaderConstValue(self.reader).map { String(cString: $0) } ?? "")
            case XML_READER_TYPE_DOCUMENT_TYPE: throw self.damage("it declares a document type")
            case XML_READER_TYPE_ENTITY_REFERENCE: throw self.damage("it refers to an entity")
            default: continue
            }
        }
    }

    /// An attribute of the element that began last, by its name without namespace; `isForeign` asks for one that has a prefix.
    func attribute(_ name: String, isForeign: Bool = false) -> String? {
        defer { xmlTextReaderMoveToElement(self.reader) }
        while xmlTextReaderMoveToNextAttribute(self.reader) == 1 {
            if self.name() == name, (xmlTextReaderConstPrefix(self.reader) != nil) == isForeign {
                return xmlTextReaderConstValue(self.reader).map { String(cString: $0) }
            }
        }
        return nil
    }

    /// The error of a part that is not what it should be.
    func damage(_ how: String) -> SpreadsheetError {
        .damaged(why: "XML, line \(xmlTextReaderGetParserLineNumber(self.reader)): \(how)")
    }

    private func name() -> String { xmlTextReaderConstLocalName(self.reader).map { String(cString: $0) } ?? "" }
}

/// Called by libxml2 on the thread that reads, for more bytes of the part.
private func readPart(_ context: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<CChar>?, _ count: Int32) -> Int32 {
    guard let context, let buffer else { return -1 }
    return Unmanaged<ContainerPart>.fromOpaque(context).takeUnretainedValue().read(into: buffer, count)
}
