import Foundation
import Testing

/// A file that is gone when the value is; kept as well in `HOSO_TEST_KEEP`, if that names a directory.
final class TemporaryFile: Sendable {
    let path: String

    init(_ bytes: [UInt8], _ name: String = "document.pdf") throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("hoso-pdf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let url = directory.appendingPathComponent(name)
        try Data(bytes).write(to: url)
        if let keep = ProcessInfo.processInfo.environment["HOSO_TEST_KEEP"] {
            try Data(bytes).write(to: URL(fileURLWithPath: keep).appendingPathComponent(name))
        }
        self.path = url.path
    }

    /// An empty place for another program's output.
    convenience init(name: String) throws { try self.init([], name) }

    func bytes() throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(fileURLWithPath: self.path))) }

    deinit {
        let directory = URL(fileURLWithPath: self.path).deletingLastPathComponent()
        do { try FileManager.default.removeItem(at: directory) } catch { Issue.record("cannot remove \(directory.path): \(error)") }
    }
}
