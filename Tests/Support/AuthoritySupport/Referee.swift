import Foundation
import Subprocess

/// Runs the programs that judge our results.
public enum Referee {
    /// What a program said, and whether it ended well.
    public struct Answer: Sendable {
        /// Whether the exit status is 0.
        public let isSuccess: Bool
        /// Both outputs together.
        public let text: String
    }

    /// Runs a program found on the search path and collects what it says.
    public static func run(_ program: String, _ arguments: [String], in directory: String) async throws -> Answer {
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments(["-C", directory, program] + arguments),
            output: .string(limit: 1 << 20), error: .combinedWithOutput)
        return Answer(isSuccess: result.terminationStatus.isSuccess, text: result.standardOutput)
    }

    /// Runs `openssl` with words separated by spaces.
    public static func openssl(_ line: String, in directory: String) async throws -> Answer {
        try await Self.run("openssl", line.split(separator: " ").map(String.init), in: directory)
    }

    /// Writes a file.
    public static func write(_ bytes: [UInt8], _ name: String, in directory: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
    }

    /// Reads a file.
    public static func read(_ name: String, in directory: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name)")))
    }
}
