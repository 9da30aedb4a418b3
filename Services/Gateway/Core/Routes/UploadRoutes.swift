import BlobStore
import Clocks
import Foundation
import GatewayDomain
import Hummingbird
import NIOCore
import ServiceKit

/// Uploads that go on after a cut: begin, send, ask how much arrived, send the rest, close with the digest.
///
/// `POST /v1/uploads` announces a size; `PATCH /v1/uploads/{id}?offset=N` appends; `GET` tells the offset to go on from;
/// `POST /v1/uploads/{id}/finish` names the digest and gives the stored file.
struct UploadRoutes: Sendable {
    let folder: UploadFolder
    let blobs: any BlobStore
    let limitBytes: Int64
    let identifiers: any IdentifierSource

    func add(to router: EdgeRouter) {
        router.answering(post: "/v1/uploads", status: .created, self.begin)
        router.answering(get: "/v1/uploads/{id}", self.state)
        router.patch("/v1/uploads/{id}") { request, context in
            try JSONResponse.make(try await self.append(RequestInput(request: request, context: context)))
        }
        router.answering(post: "/v1/uploads/{id}/finish", status: .created, self.finish)
    }

    private func begin(_ input: RequestInput) async throws -> UploadBody {
        let limit = self.limitBytes
        let size = try await input.body { $0.integer("sizeBytes", in: 1...Int64.max) }
        guard size <= limit else { throw Problem.tooLarge(limitBytes: limit) }
        let id = self.identifiers.next()
        try await self.folder.begin(id, sizeBytes: size)
        return UploadBody(id: id.description, sizeBytes: size, offset: 0)
    }

    private func state(_ input: RequestInput) async throws -> UploadBody {
        let id = try input.identifier("id")
        let upload = try await self.upload(id)
        return UploadBody(id: id.description, sizeBytes: upload.sizeBytes, offset: upload.offset)
    }

    private func append(_ input: RequestInput) async throws -> UploadBody {
        let id = try input.identifier("id")
        let text = try input.query(["offset"]).text("offset")
        guard let offset = Int64(text), offset >= 0, String(offset) == text else {
            throw RequestInput.fault("query:offset", .malformed, "phải là số byte đã gửi", "must be the number of bytes sent")
        }
        let upload = try await self.upload(id)
        guard let lease = try await self.folder.lease(upload) else { throw Problem.uploadBusy }
        defer { lease.close() }
        var position = try lease.offset()
        guard position == offset else { throw Problem.uploadOffset(position) }
        for try await chunk in input.request.body {
            let bytes = Array(chunk.readableBytesView)
            guard position + Int64(bytes.count) <= upload.sizeBytes else { throw Problem.tooLarge(limitBytes: upload.sizeBytes) }
            try await lease.append(bytes)
            position += Int64(bytes.count)
        }
        return UploadBody(id: id.description, sizeBytes: upload.sizeBytes, offset: position)
    }

    private func finish(_ input: RequestInput) async throws -> BlobBody {
        let id = try input.identifier("id")
        let (digest, size) = try await input.body { reader in
            let digest = reader.parsed("sha256", vi: "64 chữ số thập lục phân viết thường", en: "64 lower-case hexadecimal digits") {
                BlobReference(hex: $0, sizeBytes: 0)?.hex
            }
            return (digest ?? "", reader.integer("sizeBytes", in: 1...Int64.max))
        }
        guard let upload = try await self.folder.find(id) else {
            // Finished before, and only the answer got lost: then the file is in the store.
            guard let stored = BlobReference(hex: digest, sizeBytes: size), try await self.blobs.contains(stored) else {
                throw Problem.noUpload
            }
            return BlobBody(stored, mediaType: "application/octet-stream")
        }
        guard let lease = try await self.folder.lease(upload) else { throw Problem.uploadBusy }
        defer { lease.close() }
        let offset = try lease.offset()
        guard offset == upload.sizeBytes else { throw Problem.uploadOffset(offset) }
        let beginning = Beginning()
        let chunks = lease.chunks().map { (chunk: [UInt8]) -> [UInt8] in
            beginning.note(chunk)
            return chunk
        }
        let reference = try await self.blobs.put(chunks, limitBytes: upload.sizeBytes)
        guard reference.hex == digest else {
            // What arrived is not what was sent: going on from any offset would not help.
            try lease.remove()
            throw Problem.uploadDigest
        }
        let body = BlobBody(reference, mediaType: beginning.mediaType ?? "application/octet-stream")
        try lease.remove()
        return body
    }

    private func upload(_ id: Identifier) async throws -> PendingUpload {
        guard let upload = try await self.folder.find(id) else { throw Problem.noUpload }
        return upload
    }
}
