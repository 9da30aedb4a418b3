import Foundation
import Subprocess

/// Runs the programs that judge our results.
enum Referee {
    struct Answer {
        let isSuccess: Bool
        let text: String
    }

    /// Runs a program found on the search path and collects what it says.
    static func run(_ program: String, _ arguments: [String], in directory: String) async throws -> Answer {
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments(["-C", directory, program] + arguments),
            output: .string(limit: 1 << 20), error: .combinedWithOutput)
        return Answer(isSuccess: result.terminationStatus.isSuccess, text: result.standardOutput)
    }

    static func openssl(_ line: String, in directory: String) async throws -> Answer {
        try await Self.run("openssl", line.split(separator: " ").map(String.init), in: directory)
    }

    static func write(_ bytes: [UInt8], _ name: String, in directory: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
    }

    static func read(_ name: String, in directory: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name)")))
    }
}
