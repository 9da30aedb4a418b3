#if os(Linux)
import BlobStore
import Clocks
import Foundation
import Glibc
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The disk fails under a process of its own: `strace` answers chosen system calls with an error instead of the kernel.
@Suite(.enabled(if: access("/usr/bin/strace", X_OK) == 0, "needs strace and the right to trace a child"), .timeLimit(.minutes(10)))
struct FailingDiskTests {
    private struct Missing: Error, CustomStringConvertible {
        let description = "HOSO_TEST_BIN is not set: run `make test`"
    }

    /// Puts 600 000 bytes in a process whose system calls fail as told.
    ///
    /// - Returns: What the process printed.
    private func put(
        in directory: String, failing calls: String, on path: String? = nil, with fault: String
    ) async throws -> String {
        guard let binaries = ProcessInfo.processInfo.environment["HOSO_TEST_BIN"] else { throw Missing() }
        let result = try await Subprocess.run(
            .path("/usr/bin/strace"),
            arguments: Arguments(
                ["-f", "-qq", "-o", "/dev/null", "-e", "trace=\(calls)", "-e", "inject=\(calls):\(fault)"]
                    + (path.map { ["-P", $0] } ?? []) + ["\(binaries)/BlobPutProgram", directory, "600000"]),
            output: .string(limit: 4096), error: .discarded)
        return result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func names(_ path: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { path in
            // The folders named by two digits stay.
            !["objects", "incoming"].contains(path) && path.utf8.count != 10
        }
    }

    /// The file, the folder of folders, the folder: in this order they are synchronized.
    @Test(arguments: [1, 2, 3])
    func `D4 an fsync that fails is a typed error and is never tried again as success`(_ number: Int) async throws {
        try await TemporaryDirectory.with { root in
            let said = try await self.put(in: root, failing: "fsync", with: "error=EIO:when=\(number)")

            #expect(said == "failed inputOutput: could not synchronize a file: Input/output error")
            let left = try self.names(root)
            // After the name was given the bytes are whole and durable; before, there is nothing.
            #expect(number == 3 ? left.count == 1 : left.isEmpty, "\(left)")
            try await self.putAgain(root)
        }
    }

    @Test(arguments: ["EIO", "ENOSPC", "EDQUOT"])
    func `D2 a write that fails is a typed error and leaves nothing behind`(_ name: String) async throws {
        try await TemporaryDirectory.with { root in
            let said = try await self.put(
                in: root, failing: "write", on: "\(root)/incoming/00000000-0000-7000-8000-000000000000",
                with: "error=\(name)")

            #expect(said.hasPrefix(name == "EIO" ? "failed inputOutput: " : "failed noSpace: "), "\(said)")
            #expect(said.contains("could not write a file"), "\(said)")
            #expect(try self.names(root) == [])
            try await self.putAgain(root)
        }
    }

    @Test func `D10 a process that dies between its writes leaves no half document`() async throws {
        try await TemporaryDirectory.with { root in
            let said = try await self.put(in: root, failing: "fsync", with: "signal=SIGKILL:when=1")

            #expect(said == "")
            let left = try self.names(root)
            #expect(left.count == 1 && left.allSatisfy { $0.hasPrefix("incoming/") }, "\(left)")
            try await self.putAgain(root)
            let removed = try await FileSystemBlobStore(directory: root).removeAbandoned(writtenBefore: .latest)
            #expect(removed == 1)
        }
    }

    /// The same bytes can be put afterwards and are read whole.
    private func putAgain(_ root: String) async throws {
        let store = try FileSystemBlobStore(directory: root)
        let bytes = [UInt8](repeating: 7, count: 600_000)
        let reference = try await store.put(bytes)
        let read = try await store.get(reference)
        #expect(read == bytes)
    }
}
#endif
