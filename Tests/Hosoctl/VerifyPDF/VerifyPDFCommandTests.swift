import Clocks
import Foundation
import PAdES
import PDF
import PKI
import TestSupport
import Testing

@testable import Hosoctl

@Suite struct VerifyPDFCommandTests {
    private static let signedAt = UTCInstant(iso8601: "2026-03-05T02:00:00Z") ?? .earliest

    /// The exit code of a run over a file with the signing authority as anchor.
    private func run(_ bytes: [UInt8], _ paper: SignedPaper, _ arguments: [String]) async throws -> Int32 {
        try await TemporaryDirectory.with { directory in
            try Data(bytes).write(to: URL(fileURLWithPath: "\(directory)/paper.pdf"))
            try Data(paper.root.pem.utf8).write(to: URL(fileURLWithPath: "\(directory)/root.pem"))
            return await HosoctlProgram.run(
                ["verify-pdf", "\(directory)/paper.pdf", "--trust", "\(directory)/root.pem", "--at", "2026-03-05T10:00:00+07:00"] + arguments)
        }
    }

    @Test func `R36 says by its exit code valid, invalid, or no verdict`() async throws {
        let paper = try SignedPaper(signedAt: Self.signedAt)
        var changed = paper.bytes
        let place = try #require(changed.indices.first { changed[$0...].starts(with: "595".utf8) })
        changed[place] ^= 1

        #expect(try await self.run(paper.bytes, paper, ["--revocation", "recorded"]) == 0)
        #expect(try await self.run(paper.bytes, paper, ["--revocation", "recorded", "--json"]) == 0)
        #expect(try await self.run(changed, paper, ["--revocation", "recorded"]) == 1)
        #expect(try await self.run(changed, paper, ["--json"]) == 1)
        // Nothing is known about revocation.
        #expect(try await self.run(paper.bytes, paper, []) == 2)
        #expect(try await self.run(SignedPaper.page, paper, []) == 2)
        #expect(try await self.run(Array("no PDF".utf8), paper, []) == 2)
        #expect(try await self.run([], paper, ["--json"]) == 2)
    }

    @Test func `files that are not there or no certificates are told apart from verdicts`() async throws {
        let paper = try SignedPaper(signedAt: Self.signedAt)
        #expect(await HosoctlProgram.run(["verify-pdf", "/nowhere/paper.pdf"]) == 64)
        try await TemporaryDirectory.with { directory in
            try Data(paper.root.pem.utf8).write(to: URL(fileURLWithPath: "\(directory)/root.pem"))
            try Data("nothing".utf8).write(to: URL(fileURLWithPath: "\(directory)/empty.pem"))
            let missing = await HosoctlProgram.run(["verify-pdf", "\(directory)/none.pdf", "--trust", "\(directory)/root.pem"])
            let noAnchor = await HosoctlProgram.run(["verify-pdf", "\(directory)/root.pem", "--trust", "\(directory)/empty.pem"])
            let noEvidence = await HosoctlProgram.run(
                ["verify-pdf", "\(directory)/root.pem", "--trust", "\(directory)/root.pem", "--evidence", "\(directory)/empty.pem"])
            let noTime = await HosoctlProgram.run(
                ["verify-pdf", "\(directory)/root.pem", "--trust", "\(directory)/root.pem", "--at", "yesterday"])

            #expect(missing == 2)
            #expect(noAnchor == 65)
            #expect(noEvidence == 65)
            #expect(noTime == 64)
        }
    }

    @Test func `R36 the JSON names verdict, signer, checks and debts`() throws {
        let paper = try SignedPaper(signedAt: Self.signedAt)
        let report = DocumentValidator(trust: TrustStore(anchors: [paper.root])).validate(paper.bytes, at: Self.signedAt + .seconds(3_600))
        let text = try DocumentReportForm(report).json()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let signature = try #require((object["signatures"] as? [[String: Any]])?.first)
        let checks = try #require(signature["checks"] as? [String: String])

        #expect(object["verdict"] as? String == "undecided")
        #expect(object["subIndication"] as? String == "CERTIFICATE_CHAIN_GENERAL_FAILURE")
        #expect((object["debts"] as? [String])?.count == 2)
        #expect((signature["signer"] as? String)?.contains("Mai Thùy Vy") == true)
        #expect(signature["coversWholeFile"] as? Bool == true)
        #expect(checks["integrity"] == "passed" && checks["timestamp"] == "absent" && checks["revocation"] == "notChecked")
        #expect((signature["path"] as? [String])?.count == 3)
    }
}
