/// Refuses files whose compressed structure would not fit into memory.
///
/// libqpdf decompresses cross-reference and object streams in one piece and without a limit. Both exist only in files with
/// a cross-reference stream; in such a file every stream that could hold objects is tried: the first part of its data
/// tells the ratio, and only one that grows more than a hundredfold is measured to its end.
///
/// A stream whose dictionary says that it is a picture is left out, for a white scan grows a thousandfold and is never
/// decompressed here; so is one without `/FlateDecode`.
struct CompressionGuard {
    /// How long the structure of a document may be when it is decompressed. Unit: bytes.
    static let limit = 128 << 20
    /// What is tried of each stream. Unit: bytes.
    static let sample = 64 << 10

    let view: FileView

    /// - Throws: ``PDFError`` with `tooLarge`, or `unsupported` when the structure is compressed in another way.
    func check() throws(PDFError) {
        let streams = self.streams()
        guard streams.contains(where: \.mentionsXRef) else { return }
        var total = 0
        for stream in streams {
            let text = stream.text
            guard !text.contains("/Image") || text.contains("ObjStm") else { continue }
            let own = Self.dictionary(of: text)
            let filters = Self.filters(own)
            let isStructure = own.contains("/XRef") || own.contains("/ObjStm")
            if isStructure, !filters.isSubset(of: ["FlateDecode", "Fl"]) || own.split(separator: "FlateDecode").count > 2 {
                throw PDFError(code: .unsupported, message: "an object stream is compressed by \(filters.sorted())")
            }
            guard !Self.filters(text).isEmpty else { continue }
            total += try self.length(from: stream.start)
            guard total <= Self.limit else { throw Self.tooLarge }
        }
    }

    private static let tooLarge = PDFError(
        code: .tooLarge, message: "the file's structure is longer than \(CompressionGuard.limit) bytes when it is decompressed")

    /// The length of a stream that grows suspiciously; 0 for any other.
    private func length(from start: Int) throws(PDFError) -> Int {
        let end = min(self.view.count, start + Self.sample)
        let first = self.view.withUnsafeBytes(start..<end) { Inflate.length($0, limit: 100 * Self.sample) }
        if let first, first < 100 * (end - start) || first < 1 << 20 { return 0 }
        guard let whole = self.view.withUnsafeBytes(start..<self.view.count, { Inflate.length($0, limit: Self.limit) }) else {
            throw Self.tooLarge
        }
        return whole
    }

    private struct Stream {
        /// What stands between the last stream and this one's data, with `#xx` in names undone.
        let bytes: [UInt8]
        let start: Int

        var text: String { String(decoding: self.bytes, as: Unicode.ASCII.self) }

        /// Whether it could be a cross-reference stream. Most files have none and end here, so this looks at bytes.
        var mentionsXRef: Bool {
            self.bytes.indices.contains { self.bytes[$0] == UInt8(ascii: "X") && self.bytes[$0...].starts(with: "XRef".utf8) }
        }
    }

    /// The stream's own dictionary: what follows the last `obj`, unless that is within the dictionary.
    private static func dictionary(of text: String) -> Substring {
        var position = text.endIndex
        while position > text.startIndex {
            position = text.index(before: position)
            guard text[position] == "o", text[position...].hasPrefix("obj") else { continue }
            let own = text[position...]
            return own.contains("<<") ? own : text[...]
        }
        return text[...]
    }

    /// Every place where a stream's data begin, with the text before it.
    private func streams() -> [Stream] {
        var result: [Stream] = []
        var previous = 0
        for place in self.view.places(of: "stream") {
            if place >= 3, self.view.copy((place - 3)..<place).elementsEqual("end".utf8) {
                previous = place + 6
                continue
            }
            var start = place + 6
            if start < self.view.count, self.view[start] == 0x0D { start += 1 }
            if start < self.view.count, self.view[start] == 0x0A { start += 1 }
            // The text since the last stream; a dictionary longer than this is no honest one and is looked at from its end.
            let text = self.view.copy(max(previous, place - 65_536)..<place)
            result.append(Stream(bytes: Self.unescaped(text), start: start))
        }
        return result
    }

    /// The text with `#xx` in names undone.
    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "#")) else { return bytes }
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "#"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                output.append(value)
                index += 3
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    /// The names of filters in the text.
    private static func filters(_ text: some StringProtocol) -> Set<String> {
        let known: Set = [
            "FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode", "Fl", "LZW", "RL", "A85", "AHx", "Crypt",
            "DCTDecode", "CCITTFaxDecode", "JBIG2Decode", "JPXDecode",
        ]
        var found: Set<String> = []
        for part in text.split(separator: "/").dropFirst() {
            let name = String(part.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) })
            if known.contains(name) { found.insert(name) }
        }
        return found
    }
}
