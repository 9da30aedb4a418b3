internal import Foundation

/// Updates written by hand, with every freedom that a forger has.
public enum PDFSections {
    /// Appends objects, each from `N G obj` to `endobj`, and a plain table that lists them.
    ///
    /// - Parameters:
    ///   - root: What the new trailer calls the catalog.
    ///   - extra: Further trailer entries.
    public static func appending(
        _ objects: [Int: [UInt8]], freeing: [Int] = [], to bytes: [UInt8], root: String? = nil, previous: Int? = nil, size: Int? = nil,
        extra: String = ""
    ) throws -> [UInt8] {
        let text = String(decoding: bytes, as: Unicode.ASCII.self)
        guard let last = text.components(separatedBy: "startxref").last,
            let start = Int(last.trimmingCharacters(in: .whitespacesAndNewlines).prefix { $0.isNumber })
        else { throw ManipulationFailure(reason: "there is no startxref") }
        var result = bytes
        if result.last != 0x0A { result.append(0x0A) }
        var rows: [Int: String] = [:]
        for (number, object) in objects.sorted(by: { $0.key < $1.key }) {
            rows[number] = String(format: "%010d 00000 n ", result.count)
            result += object
            if result.last != 0x0A { result.append(0x0A) }
        }
        for number in freeing { rows[number] = "0000000000 00001 f " }
        let table = result.count
        result += Array((rows.isEmpty ? "xref\n0 0\n" : "xref\n").utf8)
        for (number, row) in rows.sorted(by: { $0.key < $1.key }) { result += Array("\(number) 1\n\(row)\n".utf8) }
        let catalog = root ?? Self.lastRoot(text) ?? "1 0 R"
        let top = size ?? max((rows.keys.max() ?? 0) + 1, Self.lastSize(text))
        result += Array("trailer\n<< /Size \(top) /Root \(catalog) /Prev \(previous ?? start) \(extra) >>\nstartxref\n\(table)\n%%EOF\n".utf8)
        return result
    }

    /// `N 0 obj … endobj` of a body in text.
    public static func object(_ number: Int, _ body: String) -> [UInt8] { Array("\(number) 0 obj\n\(body)\nendobj\n".utf8) }

    /// A stream with its length.
    public static func stream(_ number: Int, _ dictionary: String, _ data: [UInt8]) -> [UInt8] {
        Array("\(number) 0 obj\n<< \(dictionary) /Length \(data.count) >>\nstream\n".utf8) + data + Array("\nendstream\nendobj\n".utf8)
    }

    private static func lastRoot(_ text: String) -> String? {
        text.range(of: "/Root [0-9]+ [0-9]+ R", options: [.regularExpression, .backwards]).map { String(text[$0].dropFirst(6)) }
    }

    private static func lastSize(_ text: String) -> Int {
        text.range(of: "/Size [0-9]+", options: [.regularExpression, .backwards]).flatMap { Int(text[$0].dropFirst(6)) } ?? 0
    }
}
