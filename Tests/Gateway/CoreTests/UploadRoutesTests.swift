import BlobStore
import Clocks
import Foundation
import Logging
import TestSupport
import Testing

@testable import Gateway

/// Uploads that are cut and go on.
@Suite(.timeLimit(.minutes(10))) struct UploadRoutesTests {
    static let bytes: [UInt8] = Array("%PDF-1.7\n".utf8) + (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

    /// The digest of the bytes, by a store of its own.
    static func digest() async throws -> String {
        try await TemporaryDirectory.with { try await FileSystemBlobStore(directory: $0).put(Self.bytes).hex }
    }

    private func begin(_ rig: EdgeRig, size: Int = bytes.count) async throws -> String {
        try #require(try await rig.post("/v1/uploads", #"{"sizeBytes": \#(size)}"#).json()["id"] as? String)
    }

    private func finish(_ rig: EdgeRig, _ id: String, digest: String? = nil) async throws -> EdgeRig.Answer {
        let right = try await Self.digest()
        let digest = digest ?? right
        return try await rig.post("/v1/uploads/\(id)/finish", #"{"sha256": "\#(digest)", "sizeBytes": \#(Self.bytes.count)}"#)
    }

    @Test func `an upload goes on where it was cut, and is stored under its digest`() async throws {
        let digest = try await Self.digest()
        try await EdgeRig.run { rig in
            let id = try await self.begin(rig)
            let first = try await rig.patch("/v1/uploads/\(id)?offset=0", Array(Self.bytes.prefix(70_000)))
            let asked = try await rig.get("/v1/uploads/\(id)")
            let offset = try #require(try asked.json()["offset"] as? Int)
            let early = try await self.finish(rig, id)
            let second = try await rig.patch("/v1/uploads/\(id)?offset=\(offset)", Array(Self.bytes.dropFirst(offset)))
            let finished = try await self.finish(rig, id)
            let again = try await self.finish(rig, id)

            #expect(first.status == 200 && second.status == 200)
            #expect(offset == 70_000)
            #expect(early.status == 409)
            #expect(finished.status == 201)
            #expect(try finished.json()["sha256"] as? String == digest)
            #expect(try finished.json()["mediaType"] as? String == "application/pdf")
            #expect(again.status == 201)
            #expect(try again.json()["sha256"] as? String == digest)
            let reference = try #require(BlobReference(hex: digest, sizeBytes: Int64(Self.bytes.count)))
            #expect(try await rig.blobs.get(reference) == Self.bytes)
            #expect(try await rig.get("/v1/uploads/\(id)").status == 404)
        }
    }

    @Test func `what arrived before the connection broke is kept`() async throws {
        try await EdgeRig.run { rig in
            let id = try await self.begin(rig)

            try rig.breakOff("/v1/uploads/\(id)?offset=0", Array(Self.bytes.prefix(50_000)), announcing: Self.bytes.count)
            // The server sees the break when it reads on; until then the upload is held.
            var offset = 0
            while offset < 50_000 { offset = try #require(try await rig.get("/v1/uploads/\(id)").json()["offset"] as? Int) }
            var answer = try await rig.patch("/v1/uploads/\(id)?offset=\(offset)", Array(Self.bytes.dropFirst(offset)))
            while answer.status == 503 {
                answer = try await rig.patch("/v1/uploads/\(id)?offset=\(offset)", Array(Self.bytes.dropFirst(offset)))
            }

            #expect(offset == 50_000)
            #expect(answer.status == 200)
            #expect(try await self.finish(rig, id).status == 201)
        }
    }

    @Test func `a wrong offset is refused with the right one`() async throws {
        try await EdgeRig.run { rig in
            let id = try await self.begin(rig)
            _ = try await rig.patch("/v1/uploads/\(id)?offset=0", Array(Self.bytes.prefix(10)))

            let repeated = try await rig.patch("/v1/uploads/\(id)?offset=0", Array(Self.bytes.prefix(10)))
            let gap = try await rig.patch("/v1/uploads/\(id)?offset=20", [1])

            #expect(repeated.status == 409 && gap.status == 409)
            #expect(repeated.body.contains("10 byte"))
        }
    }

    @Test func `other bytes than were sent are thrown away`() async throws {
        try await EdgeRig.run { rig in
            let id = try await self.begin(rig)
            _ = try await rig.patch("/v1/uploads/\(id)?offset=0", Self.bytes)

            let wrong = try await self.finish(rig, id, digest: String(repeating: "ab", count: 32))

            #expect(wrong.status == 422)
            #expect(try await rig.get("/v1/uploads/\(id)").status == 404)
        }
    }

    @Test func `nothing larger than announced or allowed comes in`() async throws {
        try await EdgeRig.run(uploadLimitBytes: 1_000) { rig in
            let tooLarge = try await rig.post("/v1/uploads", #"{"sizeBytes": 1001}"#)
            let id = try await self.begin(rig, size: 100)
            let more = try await rig.patch("/v1/uploads/\(id)?offset=0", [UInt8](repeating: 1, count: 101))

            #expect(tooLarge.status == 413)
            #expect(more.status == 413)
        }
    }

    @Test(arguments: ["?offset=x", "", "?offset=-1", "?offset=007", "?offset=0&other=1"])
    func `an offset that is none is refused`(query: String) async throws {
        try await EdgeRig.run { rig in
            let id = try await self.begin(rig)

            #expect(try await rig.patch("/v1/uploads/\(id)\(query)", [1]).status == 400)
            #expect(try await rig.patch("/v1/uploads/00000000-0000-0000-0000-000000000000?offset=0", [1]).status == 404)
        }
    }

    @Test func `an upload nobody goes on with is given up`() async throws {
        try await EdgeRig.run { rig in
            let folder = UploadFolder(path: "\(rig.directory)/uploads")
            let id = try await self.begin(rig)
            let now = UTCInstant(microsecondsSinceEpoch: Int64(Date().timeIntervalSince1970) * 1_000_000)

            _ = try await rig.patch("/v1/uploads/\(id)?offset=0", Array(Self.bytes.prefix(10)))
            let later = now + UploadFolder.expiry + .seconds(60)
            let identifier = try #require(Identifier(id))
            let pending = try #require(try await folder.find(identifier))
            let lease = try #require(try await folder.lease(pending))

            #expect(try await folder.expire(now: now).isEmpty)
            // Somebody is appending: it is not forgotten, however old its last byte is.
            #expect(try await folder.expire(now: later).isEmpty)
            lease.close()
            let service = UploadExpiryService(folder: folder, clock: FixedClock(later), logger: Logger(label: "test"))
            try await service.expireAll()
            #expect(try await rig.get("/v1/uploads/\(id)").status == 404)
            #expect(try await folder.expire(now: later).isEmpty)
        }
    }
}
