/// Turns values into the bytes of a PDF file.
enum PDFSyntax {
    private static let hexDigits = Array("0123456789ABCDEF".utf8)

    static func bytes(_ object: PDFObject) -> [UInt8] {
        var output: [UInt8] = []
        self.write(object, to: &output)
        return output
    }

    /// An indirect object from `N G obj` to `endobj` with its line end.
    static func indirect(_ reference: PDFReference, _ object: PDFObject) -> [UInt8] {
        var output = Array("\(reference.number) \(reference.generation) obj\n".utf8)
        self.write(object, to: &output)
        output.append(contentsOf: "\nendobj\n".utf8)
        return output
    }

    static func write(_ object: PDFObject, to output: inout [UInt8]) {
        switch object {
        case .null: output.append(contentsOf: "null".utf8)
        case .boolean(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): output.append(contentsOf: String(value).utf8)
        case .real(let text): output.append(contentsOf: text.utf8)
        case .name(let name): self.write(name: name, to: &output)
        case .string(let bytes): self.write(string: bytes, to: &output)
        case .hexString(let bytes): self.write(hex: bytes, to: &output)
        case .array(let items): self.write(array: items, to: &output)
        case .dictionary(let dictionary): self.write(dictionary, to: &output)
        case .reference(let reference): output.append(contentsOf: "\(reference.number) \(reference.generation) R".utf8)
        case .stream(var dictionary, let data):
            dictionary["Length"] = .integer(data.count)
            self.write(dictionary, to: &output)
            output.append(contentsOf: "\nstream\n".utf8)
            output.append(contentsOf: data)
            output.append(contentsOf: "\nendstream".utf8)
        }
    }

    private static func write(array items: [PDFObject], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
            if index > 0 { output.append(UInt8(ascii: " ")) }
            self.write(item, to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    private static func write(_ dictionary: PDFDictionary, to output: inout [UInt8]) {
        output.append(contentsOf: "<<".utf8)
        for key in dictionary.keys {
            guard let value = dictionary[key] else { continue }
            output.append(UInt8(ascii: " "))
            self.write(name: key, to: &output)
            output.append(UInt8(ascii: " "))
            self.write(value, to: &output)
        }
        output.append(contentsOf: " >>".utf8)
    }

    private static func write(name: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "/"))
        for byte in name.utf8 {
            if byte > 0x20, byte < 0x7F, !"()<>[]{}/%#".utf8.contains(byte) {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "#"))
                output.append(self.hexDigits[Int(byte >> 4)])
                output.append(self.hexDigits[Int(byte & 15)])
            }
        }
    }

    private static func write(string bytes: [UInt8], to output: inout [UInt8]) {
        guard bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return self.write(hex: bytes, to: &output) }
        output.append(UInt8(ascii: "("))
        for byte in bytes {
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\") {
                output.append(UInt8(ascii: "\\"))
            }
            output.append(byte)
        }
        output.append(UInt8(ascii: ")"))
    }

    private static func write(hex bytes: [UInt8], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "<"))
        for byte in bytes {
            output.append(self.hexDigits[Int(byte >> 4)])
            output.append(self.hexDigits[Int(byte & 15)])
        }
        output.append(UInt8(ascii: ">"))
    }
}
