import Foundation

/// A running `Peers/pyhanko_peer.py`: pyHanko with its modules and keys loaded, waiting for work.
final class PythonPeer: Sendable {
    struct Question: Encodable {
        enum CodingKeys: String, CodingKey { case work = "do", key, file, count }

        let work: String
        let key: String
        let file: String
        let count: Int
    }

    private struct Answer: Decodable {
        let cpu: Double
    }

    // The process ends when its input does, so with this object.
    private let input: FileHandle
    private let output: FileHandle

    init(folder: String) throws {
        guard let python = ProcessInfo.processInfo.environment["HOSO_TEST_PYTHON"] else {
            throw BenchFailure(what: "HOSO_TEST_PYTHON names no Python with pyHanko; run `make bench`")
        }
        let process = Process()
        let input = Pipe(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["Tests/Benchmarks/Peers/pyhanko_peer.py", folder]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        self.input = input.fileHandleForWriting
        self.output = output.fileHandleForReading
    }

    deinit { try? self.input.close() }

    /// Has some work done; returns its CPU time. Unit: seconds.
    func ask(_ question: Question) async throws -> Double {
        try self.input.write(contentsOf: JSONEncoder().encode(question) + Data("\n".utf8))
        let output = self.output
        let line: Data = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                // A line may come in pieces.
                var line = Data()
                while line.last != UInt8(ascii: "\n") {
                    let piece = output.availableData
                    guard !piece.isEmpty else { break }
                    line += piece
                }
                continuation.resume(returning: line)
            }
        }
        guard !line.isEmpty else { throw BenchFailure(what: "pyHanko stopped") }
        return try JSONDecoder().decode(Answer.self, from: line).cpu
    }
}
