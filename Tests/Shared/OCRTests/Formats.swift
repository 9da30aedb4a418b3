import Foundation
import Testing

/// Scans of every accepted format and hostile files, made once per run from one scanned page.
enum Formats {
    /// The folder of the made files.
    static let folder: Result<URL, FormatsUnmade> = Result { () throws(FormatsUnmade) in try make() }

    /// The path of a made file.
    static func path(_ name: String) throws -> String { try self.folder.get().appending(path: name).path }

    private static func make() throws(FormatsUnmade) -> URL {
        guard let python = ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"] else {
            throw FormatsUnmade(reason: "HOSO_TEST_PYTHON must name a Python with pikepdf[pdfa] 10.17.0; see the Makefile")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "hoso-formats-\(UUID().uuidString)")
        let script = Samples.folder.deletingLastPathComponent().appending(path: "formats/make.py")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script.path, Samples.folder.path, folder.path]
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try process.run()
        } catch {
            throw FormatsUnmade(reason: "\(error)")
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw FormatsUnmade(reason: "make.py ended with \(process.terminationStatus)") }
        return folder
    }
}

/// The files of the formats could not be made.
struct FormatsUnmade: Error {
    let reason: String
}
