import Clocks
import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

@testable import Hosoctl

struct DoctorTests {
    private let clock = SystemClock()

    private func bad(_ change: (inout MachinePlaces) -> Void) -> [String] {
        var check = MachineCheck(directory: "/tmp", clock: self.clock)
        change(&check.places)
        return check.findings().filter { $0.grade == .bad }.map(\.words.english)
    }

    @Test func `a machine that has everything gets no complaint`() {
        #expect(self.bad { _ in } == [])
    }

    @Test(arguments: [
        ("postgres", "PostgreSQL is not installed"), ("rabbit", "RabbitMQ is not installed"), ("tesseract", "tesseract is not installed"),
        ("font", "the fonts Liberation 2 are missing"), ("disk", "free on disk"), ("memory", "of memory available"),
        ("library", "libhoso-none.so.9 is missing"), ("poppler", "hoso-no-such-program of poppler is missing"),
    ])
    func `what is missing is named with how to mend it`(_ what: String, _ words: String) {
        let bad = self.bad { places in
            switch what {
            case "postgres": places.postgres = "/nowhere"
            case "rabbit": places.rabbit = "/nowhere"
            case "tesseract": places.tesseract = "hoso-no-such-program"
            case "font": places.font = "/nowhere.ttf"
            case "poppler": places.poppler = ["pdftotext", "hoso-no-such-program"]
            case "disk": places.leastDiskBytes = .max
            case "memory": places.leastMemoryBytes = 1 << 50
            default: places.libraries = [("libhoso-none.so.9", "none")]
            }
        }

        #expect(bad.count == 1)
        #expect(bad.first?.contains(words) == true, "\(bad)")
    }

    @Test func `versions that are too old are named`() async throws {
        try await TemporaryDirectory.with { folder in
            for name in ["pg/13", "pg/9.6", "mq/rabbitmq_server-3.8.9"] {
                try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
            }

            let bad = self.bad { places in
                places.postgres = "\(folder)/pg"
                places.rabbit = "\(folder)/mq"
            }

            #expect(bad == ["PostgreSQL 13 is too old, ≥ 15 is needed", "RabbitMQ 3.8.9 is too old, ≥ 3.10 is needed"])
        }
    }

    @Test(arguments: [("eng", "vie"), ("vie", "Vietnamese"), ("Vietnamese", "vie")])
    func `a recogniser without one of the Vietnamese models is named`(installed: String, missing: String) async throws {
        try await TemporaryDirectory.with { folder in
            let program = "\(folder)/tesseract"
            try Data("#!/bin/sh\necho \(installed)\n".utf8).write(to: URL(fileURLWithPath: program))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)

            #expect(self.bad { $0.tesseract = program } == ["tesseract lacks Vietnamese (\(missing))"])
        }
    }

    @Test func `a clock that stands before the day of the build is named`() {
        let check = MachineCheck(directory: "/tmp", clock: FixedClock(UTCInstant(microsecondsSinceEpoch: 0)))

        #expect(check.findings().filter { $0.grade == .bad }.map(\.words.english) == ["the clock is earlier than the day this program was built"])
    }

    @Test func `a clock that differs from the database's is named`() async throws {
        let check = DatabaseCheck(configuration: try TestDatabase.configuration(), clock: FixedClock())

        #expect(await check.findings().contains { $0.grade == .bad && $0.words.english.contains("the clocks differ") })
    }

    @Test func `a database that is away or refuses the password is named`() async throws {
        var away = try TestDatabase.configuration()
        away.port = 1
        away.acquireTimeout = .seconds(5)
        var refused = try TestDatabase.configuration()
        refused.password = "wrong"

        for configuration in [away, refused] {
            let findings = await DatabaseCheck(configuration: configuration, clock: self.clock).findings()

            #expect(findings.count == 1 && findings.first?.grade == .bad)
            #expect(findings.first?.mend != nil)
        }
    }

    @Test func `a port nobody answers at is named, and before the start one that is taken`() throws {
        let (descriptor, port) = try Self.listening()
        defer { close(descriptor) }
        let settings = ["http_port": "\(port)", "grpc_port": "1", "admin_port_intake": "no number", "node": "x"]

        let after = PortCheck(settings: settings, isBefore: false).findings()
        let before = PortCheck(settings: settings, isBefore: true).findings()

        #expect(after.filter { $0.grade == .bad }.map(\.words.english) == ["admin_port_intake=no number is no port", "nobody answers at port 1 (grpc_port)"])
        #expect(before.filter { $0.grade == .notice }.map(\.words.english) == ["port \(port) (http_port) is in use"])
    }

    private static func listening() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> Int32 in
                guard bind(descriptor, address, length) == 0, listen(descriptor, 1) == 0 else { return -1 }
                return getsockname(descriptor, address, &length)
            }
        }
        try #require(outcome == 0)
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    @Test func `secrets others may read and folders nobody can write are named`() async throws {
        try await TemporaryDirectory.with { folder in
            for name in ["secrets", "pki/officers", "run", "log"] {
                try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
            }
            for (name, mode) in [("secrets/a", 0o600), ("secrets/b", 0o644), ("pki/officers/HS1.key", 0o640), ("pki/officers/HS1.crt", 0o644)] {
                let created = FileManager.default.createFile(
                    atPath: "\(folder)/\(name)", contents: Data("x".utf8), attributes: [.posixPermissions: mode])
                try #require(created)
            }

            let bad = PermissionCheck(directory: folder, blobs: "\(folder)/blobs").findings().filter { $0.grade == .bad }

            #expect(bad.map(\.mend?.english) == [
                "chmod 600 \(folder)/secrets/b", "chmod 600 \(folder)/pki/officers/HS1.key",
                "make the folder and let the services write there",
            ])
            try FileManager.default.createDirectory(atPath: "\(folder)/blobs", withIntermediateDirectories: true)
            for name in ["secrets/b", "pki/officers/HS1.key"] {
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(folder)/\(name)")
            }
            #expect(PermissionCheck(directory: folder, blobs: "\(folder)/blobs").findings().map(\.grade) == [.good])
        }
    }
}
