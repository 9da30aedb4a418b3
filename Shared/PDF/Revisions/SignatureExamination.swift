/// Compares what a signature claims to cover with the bytes of the file.
struct SignatureExamination {
    let document: PDFDocument
    let field: PDFFormField
    let revisionEnds: [Int]

    func result() throws(PDFError) -> EmbeddedSignature {
        let dictionary = try self.dictionary(of: self.field, in: self.document)
        let contents = try self.document.resolve(dictionary["Contents"]).stringValue ?? []
        let cms = Self.leadingValue(contents)
        let range = try self.byteRange(dictionary)
        var faults = self.faults(range, contents)
        if cms == nil { faults.append(.contentsNotPadded) }
        if faults.isEmpty, let end = range?.end, let fault = self.compareRevision(end, dictionary) { faults.append(fault) }
        var coverage = EmbeddedSignature.Coverage.nothing
        let total = self.document.view.count
        if faults.isEmpty, let end = range?.end {
            coverage = end == total ? .wholeFile : .earlierRevision(laterBytes: total - end)
        }
        let digest = range.flatMap { self.document.sha256(of: $0) }
        return EmbeddedSignature(
            fieldName: self.field.name, reference: self.field.valueReference, dictionary: dictionary, byteRange: range,
            contents: contents, cms: cms.map { Array($0) } ?? [], sha256: digest, coverage: coverage, faults: faults)
    }

    private func dictionary(of field: PDFFormField, in document: PDFDocument) throws(PDFError) -> PDFDictionary {
        let value: PDFObject = field.valueReference.map { .reference($0) } ?? field.dictionary["V"] ?? .null
        return try document.resolve(value).dictionaryValue ?? PDFDictionary()
    }

    private func byteRange(_ dictionary: PDFDictionary) throws(PDFError) -> SignatureByteRange? {
        guard let items = try self.document.resolve(dictionary["ByteRange"]).arrayValue, items.count == 4 else { return nil }
        let numbers = items.compactMap(\.integerValue)
        guard numbers.count == 4, numbers[0] == 0, numbers.allSatisfy({ (0...(1 << 48)).contains($0) }) else { return nil }
        return SignatureByteRange(firstLength: numbers[1], secondOffset: numbers[2], secondLength: numbers[3])
    }

    private func faults(_ range: SignatureByteRange?, _ contents: [UInt8]) -> [EmbeddedSignature.Fault] {
        guard let range else { return [.byteRangeMalformed] }
        let bytes = self.document.view
        guard range.fits(bytes.count), let end = range.end else { return [.byteRangeOutside] }
        var faults: [EmbeddedSignature.Fault] = []
        if Self.decodeHex(bytes.copy(range.firstLength..<range.secondOffset)[...]) != contents { faults.append(.gapIsNotContents) }
        if end != bytes.count || !self.revisionEnds.contains(end) {
            if !self.revisionEnds.contains(where: { $0 == end || self.isBeforeLineEnd(end, $0) }) { faults.append(.endIsNoRevision) }
        }
        return faults
    }

    /// A signer may have left out the line end behind its `%%EOF`.
    private func isBeforeLineEnd(_ end: Int, _ revision: Int) -> Bool {
        guard end < revision, revision - end <= 2 else { return false }
        return self.document.view[end..<revision].allSatisfy { $0 == 0x0A || $0 == 0x0D }
    }

    /// Opens the covered revision by itself and looks at the same signature there.
    private func compareRevision(_ end: Int, _ dictionary: PDFDictionary) -> EmbeddedSignature.Fault? {
        guard end < self.document.view.count else { return nil }
        do {
            let revision = try self.document.revision(endingAt: end)
            guard let field = try revision.signatureFields().first(where: { $0.name == self.field.name }),
                field.valueReference == self.field.valueReference
            else { return .dictionaryReplaced }
            return try self.dictionary(of: field, in: revision) == dictionary ? nil : .dictionaryReplaced
        } catch {
            return .revisionUnreadable
        }
    }

    /// The bytes of `<…>`; `nil` if there is anything but hex digits between the brackets.
    static func decodeHex(_ token: ArraySlice<UInt8>) -> [UInt8]? {
        guard token.count >= 2, token.count.isMultiple(of: 2), token.first == UInt8(ascii: "<"), token.last == UInt8(ascii: ">") else {
            return nil
        }
        var result: [UInt8] = []
        result.reserveCapacity(token.count / 2)
        var high: UInt8?
        for byte in token.dropFirst().dropLast() {
            guard let value = self.hexValue(byte) else { return nil }
            if let first = high {
                result.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return result
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The one value at the beginning, if nothing but zeros follows it.
    static func leadingValue(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard bytes.first == 0x30, let length = BERElement.length(bytes) else { return nil }
        guard bytes[length...].allSatisfy({ $0 == 0 }) else { return nil }
        return bytes[..<length]
    }
}
