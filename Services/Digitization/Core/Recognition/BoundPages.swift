import DigitizationDomain
import Foundation
import OCR

/// One page of a paper: where its picture is and how a person turned it.
struct BoundPage: Hashable, Sendable {
    let file: StoredFile
    /// Page in the file, from 1.
    let page: Int
    /// Clockwise: 0, 90, 180 or 270; nil = nobody turned it, recognition does where it is sure. Unit: degrees.
    let turn: Int?
}

/// The pages of a paper in their order, as one blob: what a capture session is bound into.
///
/// The same pages give the same bytes. Only this service writes such a blob; the media type is refused from outside.
struct BoundPages: Hashable, Sendable {
    /// Media type of the blob.
    static let mediaType = "application/vnd.hoso.pages+json"

    let pages: [BoundPage]

    private struct Entry: Codable {
        let sha256: String
        let sizeBytes: Int64
        let mediaType: String
        let page: Int
        let turn: Int?
    }

    init(_ pages: [BoundPage]) { self.pages = pages }

    /// Reads a blob.
    ///
    /// - Throws: ``StoredRowMalformed`` when it is not what this service writes.
    init(json: [UInt8]) throws {
        let damaged = StoredRowMalformed(table: "bound pages")
        let entries: [Entry]
        do { entries = try JSONDecoder().decode([Entry].self, from: Data(json)) } catch { throw damaged }
        self.pages = try entries.map { entry in
            guard entry.page >= 1, entry.turn.map({ [0, 90, 180, 270].contains($0) }) ?? true,
                let digest = Self.bytes(hex: entry.sha256)
            else { throw damaged }
            let file = StoredFile(sha256: digest, sizeBytes: entry.sizeBytes, mediaType: entry.mediaType)
            return BoundPage(file: file, page: entry.page, turn: entry.turn)
        }
        guard !self.pages.isEmpty else { throw damaged }
    }

    /// The blob.
    ///
    /// - Throws: `EncodingError`, for a value JSON cannot hold; there is none.
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let entries = self.pages.map { page in
            Entry(
                sha256: page.file.sha256.map { String(format: "%02x", $0) }.joined(), sizeBytes: page.file.sizeBytes,
                mediaType: page.file.mediaType, page: page.page, turn: page.turn)
        }
        return [UInt8](try encoder.encode(entries))
    }

    private static func bytes(hex: String) -> [UInt8]? {
        guard hex.utf8.count == 64 else { return nil }
        let digits = Array(hex)
        let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
        return bytes.count == 32 ? bytes : nil
    }
}
