import Foundation

/// Runs a small program and takes what it prints.
enum ToolOutput {
    /// The first 64 KiB of standard output and error; nil when the program cannot be run or fails.
    static func of(_ program: String, _ arguments: [String] = []) -> String? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = pipe
        process.standardError = pipe
        let data: Data
        do {
            try process.run()
            data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        } catch {
            // Not there or not to be run: for the doctor both mean that it has to be installed.
            return nil
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: data.prefix(65_536), as: UTF8.self)
    }

    /// The numbers of the first version in a text, such as `15.8` or `3.10.8`.
    static func version(in text: String) -> [Int]? {
        for word in text.split(whereSeparator: { !($0.isNumber || $0 == ".") }) where word.contains(".") {
            let parts = word.split(separator: ".").compactMap { Int($0) }
            if parts.count >= 2 { return parts }
        }
        return nil
    }

    /// Whether a version is at least another one.
    static func isAtLeast(_ version: [Int], _ wanted: [Int]) -> Bool { !version.lexicographicallyPrecedes(wanted) }
}
