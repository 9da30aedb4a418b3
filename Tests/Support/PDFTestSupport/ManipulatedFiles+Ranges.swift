internal import PDF

extension ManipulatedFiles {
    /// Byte ranges that lie.
    func misranged() throws -> [ManipulatedFile] {
        let range = try self.range()
        let first = range.firstLength, second = range.secondOffset, length = range.secondLength
        let ranges: [(String, String, EmbeddedSignature.Fault)] = [
            ("three numbers", "0 \(first) \(second)", .byteRangeMalformed),
            ("six numbers", "0 \(first) \(second) 5 \(second + 5) 5", .byteRangeMalformed),
            ("empty", "", .byteRangeMalformed),
            ("no numbers", "/a /b /c /d", .byteRangeMalformed),
            ("a real number", "0 \(first) \(second) \(length).0", .byteRangeMalformed),
            ("a negative number", "0 -1 \(second) \(length)", .byteRangeMalformed),
            ("begins behind the head", "9 \(first - 9) \(second) \(length)", .byteRangeMalformed),
            ("beyond the file", "0 \(first) \(second) \(length + 1)", .byteRangeOutside),
            ("spans that overlap", "0 \(second + 10) \(second) \(length)", .byteRangeOutside),
            ("spans in reverse", "0 \(second) \(first) \(length)", .byteRangeOutside),
            ("first span empty", "0 0 \(second) \(length)", .byteRangeOutside),
            ("gap without room", "0 \(first) \(first) \(length)", .byteRangeOutside),
            ("gap wider to the left", "0 \(first - 12) \(second) \(length)", .gapIsNotContents),
            ("gap wider to the right", "0 \(first) \(second + 3) \(length - 3)", .gapIsNotContents),
            ("gap narrower", "0 \(first + 2) \(second) \(length)", .gapIsNotContents),
            ("gap around the whole file", "0 9 \(second + length - 6) 6", .gapIsNotContents),
            ("ends early", "0 \(first) \(second) \(length - 20)", .endIsNoRevision),
            ("second span empty", "0 \(first) \(second) 0", .endIsNoRevision),
        ]
        var files: [ManipulatedFile] = []
        for (name, text, fault) in ranges {
            files.append(ManipulatedFile("byte range: \(name)", .fault(fault), try self.ranged(text)))
        }
        files += [
            // libqpdf reads no object with such a number in it, so the field is empty.
            ManipulatedFile("byte range: more digits than a number has", .unsigned, try self.ranged("0 \(first) \(second) 99999999999999999999")),
            ManipulatedFile("byte range: missing", .fault(.byteRangeMalformed), try self.replacing("/ByteRange", with: "/ByteRangX")),
        ]
        return files
    }

    /// The file with another text between the brackets of its byte range.
    private func ranged(_ text: String) throws -> [UInt8] {
        let old = try self.range().numbers.map(String.init).joined(separator: " ")
        guard text.utf8.count <= 48 else { throw ManipulationFailure(reason: "the range is too long") }
        let filled = old + String(repeating: " ", count: 48 - old.utf8.count)
        return try self.replacing(filled, with: text)
    }

    /// Contents that are no CMS followed by zeros.
    func misfilled() throws -> [ManipulatedFile] {
        let range = try self.range()
        func filled(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
            var gap = Array(self.signed[range.firstLength..<range.secondOffset])
            change(&gap)
            return Array(self.signed[..<range.firstLength]) + gap + self.signed[range.secondOffset...]
        }
        func overwrite(_ gap: inout [UInt8], _ text: String, at place: Int = 1) {
            gap.replaceSubrange(place..<(place + text.utf8.count), with: Array(text.utf8))
        }
        let zeros = String(repeating: "0", count: range.secondOffset - range.firstLength - 2)
        return [
            ManipulatedFile("contents: nothing but zeros", .fault(.contentsNotPadded), filled { overwrite(&$0, zeros) }),
            ManipulatedFile("contents: something behind the zeros", .fault(.contentsNotPadded), filled { overwrite(&$0, "41", at: $0.count - 3) }),
            ManipulatedFile("contents: no sequence", .fault(.contentsNotPadded), filled { overwrite(&$0, "04") }),
            ManipulatedFile("contents: indefinite length of a string", .fault(.contentsNotPadded), filled { overwrite(&$0, "30800480") }),
            ManipulatedFile("contents: length beyond the room", .fault(.contentsNotPadded), filled { overwrite(&$0, "30847FFFFFFF") }),
            ManipulatedFile("contents: length of nine bytes", .fault(.contentsNotPadded), filled { overwrite(&$0, "3089010101") }),
            ManipulatedFile("contents: a letter that is no digit", .unsigned, filled { overwrite(&$0, "G", at: 9) }),
            ManipulatedFile("contents: a space within", .fault(.gapIsNotContents), filled { overwrite(&$0, " ", at: 9) }),
            ManipulatedFile("contents: ends early, a comment follows", .unsigned, filled { overwrite(&$0, ">%", at: 101) }),
            ManipulatedFile(
                "contents: a second value in front",
                .fault(.gapIsNotContents), filled { overwrite(&$0, "00> /Contents <3000> /X <", at: 101) }),
        ]
    }
}
