public import PDF

/// Broken and manipulated files, made anew from one signed paper; the same paper and signature give the same files.
public struct ManipulatedFiles: Sendable {
    /// The signed file that all others are made from.
    public let signed: [UInt8]
    /// Its signature as it was made.
    public let signature: EmbeddedSignature

    /// Signs the paper.
    ///
    /// - Parameters:
    ///   - reservedBytes: Room for the CMS. Unit: bytes.
    ///   - sign: Makes the CMS, or a value that looks like one, and embeds it.
    public init(reservedBytes: Int = 256, sign: (PreparedSignature) throws -> [UInt8]) throws {
        let request = SignatureRequest(signedAt: SignedPaper.time, signerName: "Nguyen Van A", reservedBytes: reservedBytes)
        self.signed = try sign(try SignaturePreparation.prepare(SignedPaper.unsigned.bytes, request))
        guard let signature = try RevisionMap(PDFDocument(bytes: self.signed)).signatures.first, signature.coverage == .wholeFile else {
            throw ManipulationFailure(reason: "the paper is not signed")
        }
        self.signature = signature
    }

    /// All of them.
    public func all() throws -> [ManipulatedFile] {
        try self.flipped() + self.cutOff() + self.misranged() + self.misfilled() + self.extended() + self.replaced() + self.added()
            + self.restructured() + self.misreferenced() + self.endless()
    }

    // MARK: Tools

    /// The file with its last occurrence of a text replaced by another of the same length, filled with spaces.
    func replacing(_ old: String, with new: String, in bytes: [UInt8]? = nil, first: Bool = false) throws -> [UInt8] {
        var bytes = bytes ?? self.signed
        let pattern = Array(old.utf8)
        guard let place = Self.places(of: pattern, in: bytes, stopAtFirst: first).last else { throw ManipulationFailure(reason: "there is no \(old)") }
        let filled = Array(new.utf8) + [UInt8](repeating: 0x20, count: max(0, pattern.count - new.utf8.count))
        bytes.replaceSubrange(place..<(place + pattern.count), with: filled)
        return bytes
    }

    /// The file with one bit of the first byte of a text's first occurrence changed.
    func flipping(_ text: String, bit: UInt8 = 1) throws -> [UInt8] {
        var bytes = self.signed
        guard let place = Self.places(of: Array(text.utf8), in: bytes, stopAtFirst: true).last else { throw ManipulationFailure(reason: "there is no \(text)") }
        bytes[place] ^= bit
        return bytes
    }

    static func places(of pattern: [UInt8], in bytes: [UInt8], stopAtFirst: Bool = false) -> [Int] {
        var result: [Int] = []
        guard let first = pattern.first else { return [] }
        for start in bytes.indices where bytes[start] == first && start + pattern.count <= bytes.count {
            guard bytes[start..<(start + pattern.count)].elementsEqual(pattern) else { continue }
            result.append(start)
            if stopAtFirst { break }
        }
        return result
    }

    /// The file with an update behind it, as well-meaning software writes it.
    func updating(_ bytes: [UInt8]? = nil, _ change: (inout PDFAppender, PDFDocument) throws -> Void) throws -> [UInt8] {
        let document = try PDFDocument(bytes: bytes ?? self.signed)
        var update = try PDFAppender(document)
        try change(&update, document)
        return try update.finish().bytes
    }

    /// The file with one dictionary changed in an update.
    func changing(_ number: Int, _ change: (inout PDFDictionary) -> Void) throws -> [UInt8] {
        try self.updating { update, document in
            var dictionary = try self.dictionary(number, document)
            change(&dictionary)
            update.put(PDFReference(number), .dictionary(dictionary))
        }
    }

    func dictionary(_ number: Int, _ document: PDFDocument) throws -> PDFDictionary {
        guard let dictionary = try document.object(PDFReference(number)).dictionaryValue else {
            throw ManipulationFailure(reason: "object \(number) is no dictionary")
        }
        return dictionary
    }

    /// Page content that shows another text.
    static let otherContent = PDFObject.stream([:], Array("BT /F1 12 Tf 72 700 Td (Pay 99 million) Tj ET".utf8))

    /// A form that paints a white rectangle.
    static func cover(_ width: Int, _ height: Int) -> PDFObject {
        .stream(
            ["Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .array([.integer(0), .integer(0), .integer(width), .integer(height)])],
            Array("1 g 0 0 \(width) \(height) re f".utf8))
    }

    static func box(_ left: Int, _ bottom: Int, _ right: Int, _ top: Int) -> PDFObject {
        .array([.integer(left), .integer(bottom), .integer(right), .integer(top)])
    }
}
