import Foundation

/// A folder for one test, removed with everything in it afterwards.
public enum TemporaryDirectory {
    /// Makes a folder, runs `body` with its path, and removes it.
    public static func with<R>(_ body: (String) async throws -> R) async throws -> R {
        let base = FileManager.default.temporaryDirectory
        let url = base.appendingPathComponent("hoso-test-\(ProcessInfo.processInfo.globallyUniqueString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let result: Result<R, any Error>
        do {
            result = .success(try await body(url.path))
        } catch {
            result = .failure(error)
        }
        try FileManager.default.removeItem(at: url)
        return try result.get()
    }
}
