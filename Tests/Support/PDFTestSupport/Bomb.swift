internal import Foundation

/// Two hundred kilobytes that hold two hundred megabytes, taken from `Tests/Fixtures/hostile`.
public enum Bomb {
    /// Data of `/FlateDecode`.
    public static func deflated(file: String = #filePath) throws -> [UInt8] {
        var url = URL(fileURLWithPath: file)
        while url.lastPathComponent != "Tests", url.path != "/" { url.deleteLastPathComponent() }
        let file = try Data(contentsOf: url.appendingPathComponent("Fixtures/hostile/flate-bomb.pdf"))
        guard let start = file.range(of: Data("/Length 203848 >>\nstream\n".utf8))?.upperBound, start + 203_848 <= file.count else {
            throw ManipulationFailure(reason: "flate-bomb.pdf is not the file it was")
        }
        return [UInt8](file[start..<(start + 203_848)])
    }
}
