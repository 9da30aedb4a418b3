internal import PDF

extension ManipulatedFiles {
    /// One bit changed, in every region of the file.
    func flipped() throws -> [ManipulatedFile] {
        let range = try self.range()
        var cms = self.signed
        let digit = range.firstLength + 10
        cms[digit] = cms[digit] == 0x30 ? 0x31 : 0x30
        return [
            ManipulatedFile("flip: comment of the head", .digest, try self.flipping("âãÏÓ")),
            ManipulatedFile("flip: version", .digest, try self.flipping("7\n%")),
            ManipulatedFile("flip: content of a page", .digest, try self.flipping("10 million")),
            ManipulatedFile("flip: font", .digest, try self.flipping("Helvetica", bit: 2)),
            ManipulatedFile("flip: picture", .digest, try self.flipping("0 0 10 10 re")),
            ManipulatedFile("flip: annotation", .digest, try self.flipping("note)")),
            ManipulatedFile("flip: information", .digest, try self.flipping("Paper)")),
            ManipulatedFile("flip: text nobody points at", .digest, try self.flipping("99 million")),
            ManipulatedFile("flip: size of the page", .digest, try self.flipping("595 842", bit: 4)),
            ManipulatedFile("flip: name of the signer", .digest, try self.flipping("Nguyen Van A")),
            ManipulatedFile("flip: time of signing", .digest, try self.flipping("20260305")),
            ManipulatedFile("flip: name of the field", .digest, try self.flipping("Signature1")),
            ManipulatedFile("flip: identifier of the file", .digest, try self.flipping("00112233")),
            ManipulatedFile("flip: flags of the form", .digest, try self.flipping("SigFlags 3", bit: 0x20)),
            ManipulatedFile("flip: digit of the contents", .cms, cms),
        ]
    }

    /// Cut off at every place where a transfer may break.
    func cutOff() throws -> [ManipulatedFile] {
        let range = try self.range()
        let cuts = [
            ("in the head", 6), ("in the first page", 300), ("in the middle", self.signed.count / 2), ("in the last table", self.signed.count - 60), ("before startxref", self.signed.count - 20),
        ]
        return cuts.map { ManipulatedFile("cut off: \($0.0)", .refused, Array(self.signed.prefix($0.1))) } + [
            // What is left of the second revision hides the first one's end no more than a comment would.
            ManipulatedFile("cut off: within the contents", .unsigned, Array(self.signed.prefix(range.firstLength + 40))),
            ManipulatedFile("cut off: behind the contents", .unsigned, Array(self.signed.prefix(range.secondOffset))),
            ManipulatedFile("cut off: the last %%EOF", .fault(.byteRangeOutside), Array(self.signed.dropLast(6))),
            ManipulatedFile("emptied", .refused, []),
            ManipulatedFile("beginning lost", .refused, Array(self.signed.dropFirst(100))),
            ManipulatedFile("a byte lost within", .refused, Array(self.signed[..<200] + self.signed[201...])),
        ]
    }

    func range() throws -> SignatureByteRange {
        guard let range = self.signature.byteRange else { throw ManipulationFailure(reason: "there is no byte range") }
        return range
    }

    /// Bytes behind the end.
    func extended() throws -> [ManipulatedFile] {
        [
            ManipulatedFile("behind the end: a comment", .changed(.trailingData, .other), self.signed + Array("% more\n".utf8)),
            ManipulatedFile("behind the end: zeros", .refused, self.signed + [UInt8](repeating: 0, count: 2_000) + [0x78]),
            ManipulatedFile("behind the end: half an update", .changed(.trailingData, .other), self.signed + PDFSections.object(5, "(x)")),
            ManipulatedFile("behind the end: another document", .refused, self.signed + SmallPDF().bytes),
        ]
    }
}
