import AuthoritySupport
import Foundation
import Testing

/// A module of its own in front of a copy of SoftHSM2 that does what worn tokens and vendor modules do.
struct FaultyModule {
    let path: String
    private let control: String

    /// Compiles the module into a folder.
    init(in directory: String) async throws {
        _ = SoftToken.home
        let root = try #require(ProcessInfo.processInfo.environment["HOSO_TEST_ROOT"], "HOSO_TEST_ROOT names no checkout; run make test")
        self.control = "\(directory)/control"
        self.path = "\(directory)/faulty.so"
        try FileManager.default.createDirectory(atPath: self.control, withIntermediateDirectories: true)
        // A copy, because a module that is loaded twice is the same one and is initialised only once.
        try FileManager.default.copyItem(
            at: URL(fileURLWithPath: SoftToken.module).resolvingSymlinksInPath(), to: URL(fileURLWithPath: "\(directory)/real.so"))
        let answer = try await Referee.run(
            "cc",
            [
                "-shared", "-fPIC", "-DREAL=\"\(directory)/real.so\"", "-DCONTROL=\"\(self.control)\"", "-o", self.path,
                "\(root)/Tests/Fixtures/pkcs11/faulty.c",
            ], in: directory)
        try #require(answer.isSuccess, "\(answer.text)")
    }

    func set(_ fault: String) throws { try Referee.write([], fault, in: self.control) }

    func clear(_ fault: String) throws { try FileManager.default.removeItem(atPath: "\(self.control)/\(fault)") }

    /// How often somebody tried to log in.
    var logins: Int { get throws { try self.count("logins") } }

    /// How often a session was opened.
    var sessions: Int { get throws { try self.count("sessions") } }

    private func count(_ name: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: "\(self.control)/\(name)") else { return 0 }
        return try Referee.read(name, in: self.control).count
    }
}
