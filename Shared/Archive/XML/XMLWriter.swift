internal import CXML

/// Writes XML piece by piece through libxml2's writer, which escapes; nobody here puts markup together.
///
/// Characters that XML 1.0 cannot hold become U+FFFD, as the field they stand in is a person's text and has to arrive.
/// Concurrency: not safe to share. Blocking: no.
final class XMLWriter {
    private let buffer: xmlBufferPtr
    private let writer: xmlTextWriterPtr

    init() throws(ArchiveError) {
        guard let buffer = xmlBufferCreate() else { throw Self.failure() }
        guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
            xmlBufferFree(buffer)
            throw Self.failure()
        }
        self.buffer = buffer
        self.writer = writer
    }

    deinit {
        xmlFreeTextWriter(self.writer)
        xmlBufferFree(self.buffer)
    }

    /// `<?xml …?>`.
    func declaration() throws(ArchiveError) {
        try self.check(xmlTextWriterStartDocument(self.writer, "1.0", "UTF-8", nil))
    }

    /// Opens an element.
    func start(_ name: String, _ attributes: [(String, String)] = []) throws(ArchiveError) {
        try self.check(xmlTextWriterStartElement(self.writer, name))
        for (name, value) in attributes {
            try self.check(xmlTextWriterWriteAttribute(self.writer, name, Self.clean(value)))
        }
    }

    /// Closes the innermost element.
    func end() throws(ArchiveError) { try self.check(xmlTextWriterEndElement(self.writer)) }

    /// Closes the innermost element with an end tag of its own, even when it is empty.
    func endFully() throws(ArchiveError) { try self.check(xmlTextWriterFullEndElement(self.writer)) }

    /// Text.
    func text(_ text: String) throws(ArchiveError) { try self.check(xmlTextWriterWriteString(self.writer, Self.clean(text))) }

    /// An element with attributes and, when there is any, text.
    func element(_ name: String, _ attributes: [(String, String)] = [], _ text: String = "") throws(ArchiveError) {
        try self.start(name, attributes)
        if !text.isEmpty { try self.text(text) }
        try self.end()
    }

    /// What was written since the last call, for the file it belongs to.
    func take() throws(ArchiveError) -> [UInt8] {
        try self.check(xmlTextWriterFlush(self.writer))
        let length = Int(xmlBufferLength(self.buffer))
        guard length > 0, let content = xmlBufferContent(self.buffer) else { return [] }
        let bytes = [UInt8](UnsafeBufferPointer(start: content, count: length))
        xmlBufferEmpty(self.buffer)
        return bytes
    }

    private func check(_ written: Int32) throws(ArchiveError) {
        guard written >= 0 else { throw Self.failure() }
    }

    private static func failure() -> ArchiveError { ArchiveError(code: .inputOutput, message: "libxml2 could not write") }

    /// Text without what XML 1.0 has no place for.
    private static func clean(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { !Self.isAllowed($0) }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(Self.isAllowed(scalar) ? scalar : "\u{FFFD}") }
        return String(result)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
