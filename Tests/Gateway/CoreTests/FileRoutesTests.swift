import BlobStore
import Foundation
import GRPCCore
import HosoProto
import NIOCore
import SwiftProtobuf
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(10))) struct FileRoutesTests {
    @Test func `what was uploaded comes back`() async throws {
        try await EdgeRig.run(.openFiles) { rig in
            let upload = try await rig.post("/v1/files", "%PDF-1.7 nội dung", headers: ["Content-Type": "image/png"])
            let body = try upload.json()
            let digest = try #require(body["sha256"] as? String)
            let size = try #require(body["sizeBytes"] as? Int)
            let download = try await rig.get("/v1/files/\(digest)-\(size)?name=b%E1%BA%A3n.pdf")

            #expect(upload.status == 201)
            #expect(body["mediaType"] as? String == "application/pdf")
            #expect(download.status == 200)
            #expect(download.body == "%PDF-1.7 nội dung")
            #expect(download.headers["content-type"] == "application/pdf")
            #expect(download.headers["content-disposition"]?.hasPrefix("attachment; filename=\"b_n.pdf\"") == true)
            #expect(download.headers["x-content-type-options"] == "nosniff")
        }
    }

    @Test func `R53 a file goes out only when the records let the officer read it`() async throws {
        let script = Script(methods: PublicMethods.all)
        script.on(Hoso_Records_V1_RightsService.Method.CheckFile.descriptor) { (request: Hoso_Records_V1_CheckFileRequest) in
            guard request.officerCode == "CB01" else { throw RPCError(code: .permissionDenied, message: "not a reader") }
            return Hoso_Records_V1_CheckFileResponse.with { $0.held = true }
        }
        try await EdgeRig.run(script) { rig in
            let reference = try await rig.blobs.put(Array("kín".utf8))
            let path = "/v1/files/\(reference.hex)-\(reference.sizeBytes)"
            let mine = try await rig.get(path, headers: ["X-Hoso-Officer": "CB01"])
            let other = try await rig.get(path, headers: ["X-Hoso-Officer": "CB09"])
            let nobody = try await rig.get(path)
            let malformed = try await rig.get(path, headers: ["X-Hoso-Officer": "CB 01"])

            #expect(mine.status == 200 && mine.body == "kín")
            for refused in [other, nobody] { #expect(refused.status == 403 && !refused.body.contains("kín")) }
            #expect(malformed.status == 400)
            let asked: Hoso_Records_V1_CheckFileRequest? = try script.last(Hoso_Records_V1_RightsService.Method.CheckFile.descriptor)
            #expect(asked?.sha256 == Data(reference.sha256))
        }
        // Nobody to ask: closed.
        try await EdgeRig.run(Script(methods: PublicMethods.all)) { rig in
            let reference = try await rig.blobs.put(Array("kín".utf8))
            let answer = try await rig.get("/v1/files/\(reference.hex)-\(reference.sizeBytes)")
            #expect(answer.status == 503 && !answer.body.contains("kín"))
        }
    }

    @Test func `a file name injects no header`() async throws {
        try await EdgeRig.run(.openFiles) { rig in
            let reference = try await rig.blobs.put(Array("x".utf8))
            let answer = try await rig.get("/v1/files/\(reference.hex)-1?name=a%0d%0aSet-Cookie:%20x=1%22%3b")

            #expect(answer.status == 200)
            #expect(answer.headers["set-cookie"] == nil)
            #expect(answer.headers["content-disposition"]?.contains("\n") == false)
        }
    }

    @Test func `an empty upload is refused in words`() async throws {
        try await EdgeRig.run(.openFiles) { rig in
            let answer = try await rig.post("/v1/files", "")

            #expect(answer.status == 422)
            #expect(try answer.json()["code"] as? String == "badFile")
        }
    }

    @Test func `an upload over the limit is refused and leaves nothing`() async throws {
        try await EdgeRig.run(.openFiles, uploadLimitBytes: 1_000) { rig in
            let answer = try await rig.post("/v1/files", String(repeating: "x", count: 1_001))
            let exact = try await rig.post("/v1/files", String(repeating: "x", count: 1_000))
            var stored = 0
            for try await _ in rig.blobs.allReferences() { stored += 1 }

            #expect(answer.status == 413)
            #expect(exact.status == 201)
            #expect(stored == 1)
        }
    }

    @Test func `a large file is sent whole`() async throws {
        try await EdgeRig.run(.openFiles, uploadLimitBytes: 20 * 1_048_576) { rig in
            let bytes = Array(repeating: UInt8(ascii: "a"), count: 9 * 1_048_576)
            let reference = try await rig.blobs.put(bytes)
            let answer = try await rig.get("/v1/files/\(reference.hex)-\(reference.sizeBytes)")

            #expect(answer.status == 200)
            #expect(answer.body.utf8.count == bytes.count)
        }
    }

    @Test func `an unknown file is 404 and a damaged one 500`() async throws {
        try await EdgeRig.run(.openFiles) { rig in
            let reference = try await rig.blobs.put(Array("content".utf8))
            let unknown = try await rig.get("/v1/files/\(String(repeating: "0", count: 64))-1")
            let path = try await rig.blobs.withFile(reference) { $0 }
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            try Data("CONTENT".utf8).write(to: URL(fileURLWithPath: path))
            let damaged = try await rig.get("/v1/files/\(reference.hex)-7")

            #expect(unknown.status == 404)
            #expect(damaged.status == 500)
            #expect(try damaged.json()["mender"] as? String == "operator")
        }
    }
}
