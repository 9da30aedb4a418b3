/// The revisions of a document and the signatures that cover them.
public struct RevisionMap: Sendable {
    /// Where each revision ends, the newest last. Unit: bytes from the start of the file.
    public let revisionEnds: [Int]
    /// The signatures in the order of what they cover.
    public let signatures: [EmbeddedSignature]

    /// Reads the map of a document.
    ///
    /// Ends on any input; a signature that lies about what it covers is reported with its faults, not thrown.
    ///
    /// - Throws: ``PDFError`` with `damaged` or `tooLarge` when the form itself cannot be read.
    public init(_ document: PDFDocument) throws(PDFError) {
        let ends = Self.ends(document.view)
        var signatures: [EmbeddedSignature] = []
        for field in try document.signatureFields() where field.isFilled {
            signatures.append(try SignatureExamination(document: document, field: field, revisionEnds: ends).result())
        }
        signatures.sort { ($0.byteRange?.end ?? .max, $0.fieldName) < ($1.byteRange?.end ?? .max, $1.fieldName) }
        self.revisionEnds = ends
        self.signatures = Self.markOverlaps(signatures)
    }

    /// The bytes a signature covers, both spans in one piece; `nil` if they are outside the file.
    public static func coveredBytes(of signature: EmbeddedSignature, in bytes: [UInt8]) -> [UInt8]? {
        guard let range = signature.byteRange, range.fits(bytes.count), let end = range.end else { return nil }
        return Array(bytes[0..<range.firstLength]) + bytes[range.secondOffset..<end]
    }

    /// Every place behind an `%%EOF` and its line end.
    ///
    /// Bytes in a stream may look like one, so this is a set of candidates; a covered revision is also opened.
    static func ends(_ view: FileView) -> [Int] {
        view.places(of: "%%EOF").map { place in
            var position = place + 5
            if position < view.count, view[position] == 0x0D { position += 1 }
            if position < view.count, view[position] == 0x0A { position += 1 }
            return position
        }
    }

    /// A signature covers another's gap as a whole or not at all.
    private static func markOverlaps(_ signatures: [EmbeddedSignature]) -> [EmbeddedSignature] {
        signatures.map { signature in
            guard let range = signature.byteRange, let end = range.end else { return signature }
            let clashes = signatures.contains { other in
                guard other.fieldName != signature.fieldName, let theirs = other.byteRange else { return false }
                let gap = theirs.firstLength..<max(theirs.firstLength, theirs.secondOffset)
                let own = range.firstLength..<max(range.firstLength, range.secondOffset)
                return gap.overlaps(own) || (gap.lowerBound < end && gap.upperBound > end)
            }
            return clashes ? signature.adding(.overlapsOtherSignature) : signature
        }
    }
}

extension EmbeddedSignature {
    /// The same signature with one fault more; it then covers nothing.
    fileprivate func adding(_ fault: Fault) -> EmbeddedSignature {
        EmbeddedSignature(
            fieldName: self.fieldName, reference: self.reference, dictionary: self.dictionary, byteRange: self.byteRange,
            contents: self.contents, cms: self.cms, sha256: self.sha256, coverage: .nothing, faults: self.faults + [fault])
    }
}
