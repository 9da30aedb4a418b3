import Foundation

/// Finds files of the repository from where the program stands, for tools that run inside a checkout.
enum Checkout {
    /// The nearest folder above the program or the working directory that holds the path.
    static func find(_ path: String) -> String? {
        let program = URL(fileURLWithPath: Self.programPath).deletingLastPathComponent().path
        for start in [FileManager.default.currentDirectoryPath, program] {
            var folder = URL(fileURLWithPath: start)
            while true {
                let candidate = folder.appendingPathComponent(path).path
                if FileManager.default.fileExists(atPath: candidate) { return candidate }
                let parent = folder.deletingLastPathComponent()
                if parent.path == folder.path { break }
                folder = parent
            }
        }
        return nil
    }

    /// The path of the running program.
    static var programPath: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments.first ?? ""
    }
}
