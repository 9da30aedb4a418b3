import Foundation

/// The scanned papers of `Tests/Fixtures/samples`.
enum Fixture {
    static func path(_ name: String, file: String = #filePath) -> String {
        var url = URL(fileURLWithPath: file)
        while url.lastPathComponent != "Tests", url.path != "/" { url.deleteLastPathComponent() }
        return url.appendingPathComponent("Fixtures/samples/\(name)").path
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: self.path(name))))
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try self.bytes(name), as: UTF8.self)
    }
}
