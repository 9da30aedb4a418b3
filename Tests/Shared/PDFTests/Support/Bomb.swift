import Foundation

/// Two hundred kilobytes that hold two hundred megabytes, taken from `Tests/Fixtures/hostile`.
enum Bomb {
    static func deflated() throws -> [UInt8] {
        let file = try Data(contentsOf: URL(fileURLWithPath: Fixture.path("../hostile/flate-bomb.pdf")))
        guard let start = file.range(of: Data("/Length 203848 >>\nstream\n".utf8))?.upperBound, start + 203_848 <= file.count else {
            throw RefereeFailure(reason: "flate-bomb.pdf is not the file it was")
        }
        return [UInt8](file[start..<(start + 203_848)])
    }
}
