import Clocks
import Foundation
import PKI
import TestSupport
import Testing

@testable import Hosoctl

struct OfficerKeysTests {
    private let now = UTCInstant(vietnamDate: .init(year: 2026, month: 11, day: 21) ?? SystemClock().now().vietnamDate, hour: 9, minute: 0)
    private let province = """
        {"agencies": [{"code": "H99.21", "name": "Ủy ban nhân dân xã Lâm Hà"}],
         "people": [
          {"fullName": "Mai Thùy Vy", "officerCode": "HS0031", "posts": [{"agencyCode": "H99.21", "role": "oneStop"}]},
          {"fullName": "Bùi Thị Quý", "officerCode": "HS0003", "posts": [{"agencyCode": "H99.21", "role": "administrator"}]},
          {"fullName": "Bùi Thùy Mẫn", "officerCode": "HS0065", "posts": [
            {"agencyCode": "H99.21", "role": "officer", "validTo": {"year": 2025, "month": 2, "day": 28}}]}]}
        """

    private func with(_ body: (_ pki: String, _ file: String) throws -> Void) async throws {
        try await TemporaryDirectory.with { directory in
            let file = "\(directory)/directory.json"
            try Data(self.province.utf8).write(to: URL(fileURLWithPath: file))
            try body("\(directory)/pki", file)
        }
    }

    @Test func `makes a certificate for those who sign today, with a key only its owner reads`() async throws {
        try await self.with { pki, file in
            #expect(try OfficerKeys.make(in: pki, directoryFile: file, now: self.now) == .made(1))

            let keys = try OfficerKey.all(in: pki)
            let mode = try FileManager.default.attributesOfItem(atPath: "\(pki)/officers/HS0031.key")[.posixPermissions] as? Int
            #expect(keys.map(\.officerCode) == ["HS0031"])
            #expect(keys.first?.certificate.subject.isIdentified(by: "HS0031") == true)
            #expect(keys.first?.certificate.subject.organization == "Ủy ban nhân dân xã Lâm Hà")
            #expect(mode == 0o600)
        }
    }

    @Test func `makes a certificate for each agency, in the agency's name`() async throws {
        try await self.with { pki, file in
            _ = try OfficerKeys.make(in: pki, directoryFile: file, now: self.now)

            let keys = try OfficerKey.agencies(in: pki)
            #expect(keys.map(\.officerCode) == ["H99.21"])
            #expect(keys.first?.certificate.subject.isIdentified(by: "H99.21") == true)
            #expect(keys.first?.certificate.subject.commonName == "Ủy ban nhân dân xã Lâm Hà")
            // A folder that an earlier version made has none.
            try FileManager.default.removeItem(atPath: "\(pki)/agencies")
            #expect(try OfficerKey.agencies(in: pki).isEmpty)
        }
    }

    @Test func `the certificates lead to the root that is written beside`() async throws {
        try await self.with { pki, file in
            _ = try OfficerKeys.make(in: pki, directoryFile: file, now: self.now)
            let root = try PKI.Certificate.reading(pem: String(contentsOfFile: "\(pki)/root.pem", encoding: .utf8))
            let key = try OfficerKey(officer: "HS0031", in: pki)

            let report = TrustStore(anchors: root).judge(key.certificate, chain: key.chain, at: self.now)

            #expect(report.hasPath)
        }
    }

    @Test func `never overwrites`() async throws {
        try await self.with { pki, file in
            _ = try OfficerKeys.make(in: pki, directoryFile: file, now: self.now)
            let before = try Data(contentsOf: URL(fileURLWithPath: "\(pki)/officers/HS0031.key"))

            #expect(try OfficerKeys.make(in: pki, directoryFile: file, now: self.now) == .thereAlready)
            #expect(try Data(contentsOf: URL(fileURLWithPath: "\(pki)/officers/HS0031.key")) == before)
        }
    }

    @Test func `refuses a folder with something else in it`() async throws {
        try await self.with { pki, file in
            try FileManager.default.createDirectory(atPath: pki, withIntermediateDirectories: true)
            try Data("x".utf8).write(to: URL(fileURLWithPath: "\(pki)/notes.txt"))

            #expect(throws: CommandFailure.self) { try OfficerKeys.make(in: pki, directoryFile: file, now: self.now) }
        }
    }

    @Test func `R38 does not sign a digest of something else than is shown`() async throws {
        try await self.with { pki, file in
            _ = try OfficerKeys.make(in: pki, directoryFile: file, now: self.now)
            let key = try OfficerKey(officer: "HS0031", in: pki)
            let shown = Array("content".utf8)
            let digest = DigestAlgorithm.sha256.digest(shown)

            #expect(throws: CommandFailure.self) {
                try key.sign(toBeSigned: Array("other".utf8), digest: digest, scheme: .ecdsaP256SHA256)
            }
            #expect(try !key.sign(toBeSigned: shown, digest: digest, scheme: .ecdsaP256SHA256).isEmpty)
        }
    }
}
