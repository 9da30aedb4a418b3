/// A paper as a scanner makes it: one page with one picture of a chosen length.
enum BenchPaper {
    static func bytes(length: Int) -> [UInt8] {
        let content = "q 595 0 0 842 0 0 cm /Im0 Do Q"
        // Bytes that no line of PDF begins with, as compressed pictures are.
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        let picture = (0..<max(64, length - 1_000)).map { _ -> UInt8 in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 24) | 0x80
        }
        let bodies: [[UInt8]] = [
            Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
            Array("<< /Type /Pages /Kids [3 0 R] /Count 1 >>".utf8),
            Array("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im0 5 0 R >> >> >>".utf8),
            Array("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream".utf8),
            Array(
                "<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length \(picture.count) >>\nstream\n"
                    .utf8) + picture + Array("\nendstream".utf8),
        ]
        var file = Array("%PDF-1.7\n%âãÏÓ\n".utf8)
        var table = "xref\n0 \(bodies.count + 1)\n0000000000 65535 f \n"
        for (index, body) in bodies.enumerated() {
            let offset = String(file.count)
            table += String(repeating: "0", count: 10 - offset.utf8.count) + offset + " 00000 n \n"
            file += Array("\(index + 1) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
        }
        let start = file.count
        let identifier = "[<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]"
        file += Array((table + "trailer\n<< /Size \(bodies.count + 1) /Root 1 0 R /ID \(identifier) >>\nstartxref\n\(start)\n%%EOF\n").utf8)
        return file
    }
}
