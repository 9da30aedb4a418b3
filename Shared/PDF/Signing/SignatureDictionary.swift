/// The bytes of a signature dictionary whose byte range and contents are filled in later.
struct SignatureDictionary {
    /// The dictionary, without `N G obj`.
    let body: [UInt8]
    /// Where the 48 characters between the brackets of `/ByteRange` begin in ``body``.
    let byteRangeOffset: Int
    /// Where `<` of `/Contents` stands in ``body``.
    let contentsOffset: Int
    /// Hex digits between `<` and `>`.
    let digits: Int

    /// Enough for four numbers of ten digits, so a file over 100,000,000 bytes does not overflow.
    static let byteRangeWidth = 48

    init(_ request: SignatureRequest, lock: FieldLock?, catalog: PDFReference) throws(PDFError) {
        guard (256...4 << 20).contains(request.reservedBytes) else {
            throw PDFError(code: .badInput, message: "\(request.reservedBytes) bytes cannot be reserved for a signature")
        }
        var dictionary: PDFDictionary = ["Type": .name("Sig"), "Filter": .name("Adobe.PPKLite")]
        switch request.kind {
        case .approval:
            dictionary["M"] = PDFDate.pdf(request.signedAt)
        case .documentTimestamp:
            dictionary["Type"] = .name("DocTimeStamp")
        }
        dictionary["SubFilter"] = .name(request.kind.subFilter)
        dictionary["Name"] = request.signerName.map(PDFObject.text)
        dictionary["Reason"] = request.reason.map(PDFObject.text)
        dictionary["Location"] = request.location.map(PDFObject.text)
        let references = [request.certification.map(Self.certification), lock?.reference(catalog)].compactMap { $0 }
        if !references.isEmpty { dictionary["Reference"] = .array(references) }
        var body = PDFSyntax.bytes(.dictionary(dictionary))
        body.removeLast(2)
        body.append(contentsOf: "/ByteRange [".utf8)
        self.byteRangeOffset = body.count
        body.append(contentsOf: repeatElement(UInt8(ascii: " "), count: Self.byteRangeWidth))
        body.append(contentsOf: "] /Contents ".utf8)
        self.contentsOffset = body.count
        self.digits = 2 * request.reservedBytes
        body.append(UInt8(ascii: "<"))
        body.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: self.digits))
        body.append(contentsOf: "> >>".utf8)
        self.body = body
    }

    /// The reference that makes a signature a certification. Source: ISO 32000-2, 12.8.2.2.
    private static func certification(_ permitted: CertifiedChanges) -> PDFObject {
        let parameters: PDFDictionary = [
            "Type": .name("TransformParams"), "V": .name("1.2"), "P": .integer(permitted.rawValue),
        ]
        return .dictionary(["Type": .name("SigRef"), "TransformMethod": .name("DocMDP"), "TransformParams": .dictionary(parameters)])
    }

    /// Fills in the byte range of the finished file, in which the object's `N G obj` begins at `offset`.
    func complete(_ increment: PDFIncrement, reference: PDFReference, offset: Int, fieldName: String) throws(PDFError) -> PreparedSignature {
        let start = offset + "\(reference.number) \(reference.generation) obj\n".utf8.count
        let open = start + self.contentsOffset
        let close = open + self.digits + 2
        let total = increment.originalLength + increment.tail.count
        let range = SignatureByteRange(firstLength: open, secondOffset: close, secondLength: total - close)
        let text = Array(range.numbers.map(String.init).joined(separator: " ").utf8)
        guard text.count <= Self.byteRangeWidth else {
            throw PDFError(code: .tooLarge, message: "the byte range does not fit its place")
        }
        var tail = increment.tail
        let place = start + self.byteRangeOffset - increment.originalLength
        tail.replaceSubrange(place..<(place + text.count), with: text)
        return try PreparedSignature(original: increment.original, tail: tail, byteRange: range, fieldName: fieldName)
    }
}
