import Foundation

/// A picture as pdftoppm writes it with `-gray`.
struct GrayPicture {
    let width: Int
    let height: Int
    let pixels: [UInt8]

    init(pgm bytes: [UInt8]) throws {
        let parts = bytes.split(separator: 0x0A, maxSplits: 3, omittingEmptySubsequences: false)
        let size = parts.count == 4 ? String(decoding: parts[1], as: UTF8.self).split(separator: " ").compactMap { Int($0) } : []
        guard size.count == 2, parts[3].count == size[0] * size[1] else { throw RefereeFailure(reason: "no PGM picture") }
        self.width = size[0]
        self.height = size[1]
        self.pixels = Array(parts[3])
    }

    /// The box around everything dark within the uppermost rows.
    func inkBox(excludingBelow rows: Int) -> (left: Int, top: Int, right: Int, bottom: Int)? {
        var box: (left: Int, top: Int, right: Int, bottom: Int)?
        for y in 0..<min(rows, self.height) {
            for x in 0..<self.width where self.pixels[y * self.width + x] < 128 {
                let old = box ?? (x, y, x, y)
                box = (min(old.left, x), min(old.top, y), max(old.right, x), max(old.bottom, y))
            }
        }
        return box
    }
}
