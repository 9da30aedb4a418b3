import Archive
import Clocks
import Foundation
import PKI
import TestSupport
import Testing

@testable import Hosoctl

@Suite struct VerifyPackageCommandTests {
    private static let signedAt = UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest

    /// A submission of one signed document.
    private func package(_ paper: [UInt8], in folder: String) async throws -> (path: String, digest: String) {
        var description = PackageDescription(
            kind: .submission, unit: .documents, id: SequentialIdentifiers.identifier(1), fondsCode: "P1", agencyName: "UBND",
            packedBy: "CB01", softwareVersion: "1", createdAt: Self.signedAt)
        description.head[.fileCode] = "H10.2026.01.0000001"
        description.head[.title] = "Văn bản đi"
        description.head[.source] = "0"
        var values = FieldValues()
        for (field, value) in [
            (Field.docId, "1"), (.docCode, "H10.2026.01.0000001.0000001"), (.maintenance, "01"), (.typeName, "02"), (.subject, "Quyết định"),
            (.language, "01"), (.numberOfPage, "1"), (.mode, "01"), (.riskRecovery, "0"),
        ] { values[field] = value }
        let file = "\(folder)/paper.pdf", path = "\(folder)/package.zip"
        try Data(paper).write(to: URL(fileURLWithPath: file))
        let writer = try PackageWriter(creating: path, scratch: folder, description: description, identifiers: SequentialIdentifiers())
        try await writer.add(
            PackagedDocument(
                code: "H10.2026.01.0000001.0000001", values: values, file: file, sha256: DigestAlgorithm.sha256.digest(paper),
                sizeBytes: Int64(paper.count), pages: 1))
        return (path, try await writer.finish().sha256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    @Test func `R51 says by its exit code valid, invalid, or no verdict, and knows the package of the minutes`() async throws {
        let paper = try SignedPaper(signedAt: Self.signedAt)
        try await TemporaryDirectory.with { folder in
            let (path, digest) = try await self.package(paper.bytes, in: folder)
            try Data(paper.root.pem.utf8).write(to: URL(fileURLWithPath: "\(folder)/root.pem"))
            let trust = ["--trust", "\(folder)/root.pem", "--at", "2026-03-05T10:00:00+07:00"]
            func run(_ arguments: [String]) async -> Int32 { await HosoctlProgram.run(["verify-package", path] + arguments) }

            #expect(await run([]) == 0)
            #expect(await run(trust + ["--revocation", "recorded"]) == 0)
            #expect(await run(trust + ["--revocation", "recorded", "--json", "--digest", digest.uppercased()]) == 0)
            // Nothing is known about revocation.
            #expect(await run(trust) == 2)
            #expect(await run(["--digest", String(digest.reversed())]) == 1)
            #expect(await run(["--digest", "12"]) == 64)
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            bytes[bytes.count / 2] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            #expect(await run([]) == 1)
            #expect(await HosoctlProgram.run(["verify-package", "\(folder)/none.zip"]) == 2)
            #expect(await HosoctlProgram.run(["verify-package", "\(folder)/paper.pdf"]) == 1)
        }
    }

    @Test func `R35 a document that was changed after it was signed makes the package invalid, though every checksum fits`() async throws {
        let paper = try SignedPaper(signedAt: Self.signedAt)
        var changed = paper.bytes
        let place = try #require(changed.indices.first { changed[$0...].starts(with: "595".utf8) })
        changed[place] ^= 1
        try await TemporaryDirectory.with { folder in
            let (path, _) = try await self.package(changed, in: folder)
            try Data(paper.root.pem.utf8).write(to: URL(fileURLWithPath: "\(folder)/root.pem"))

            let blind = await HosoctlProgram.run(["verify-package", path])
            let judged = await HosoctlProgram.run([
                "verify-package", path, "--trust", "\(folder)/root.pem", "--at", "2026-03-05T10:00:00+07:00", "--revocation", "recorded",
            ])

            #expect(blind == 0)
            #expect(judged == 1)
        }
    }
}
