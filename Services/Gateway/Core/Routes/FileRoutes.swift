import BlobStore
import Foundation
import GRPCCore
import GatewayDomain
import HosoProto
import Hummingbird
import NIOCore
import SwiftProtobuf

/// Files: upload by stream, download verified, and only for who may read what has the file (R53).
struct FileRoutes: Sendable {
    /// Files up to this size are verified before the first byte goes out. Unit: bytes.
    static let verifiedAhead: Int64 = 8 * 1_048_576

    let backend: Backend
    let blobs: any BlobStore
    let limitBytes: Int64

    func add(to router: EdgeRouter) {
        router.post("/v1/files") { request, context in
            try await self.upload(RequestInput(request: request, context: context))
        }
        router.get("/v1/files/{name}") { request, context in
            try await self.download(RequestInput(request: request, context: context))
        }
    }

    private func upload(_ input: RequestInput) async throws -> Response {
        if let length = input.request.headers[.contentLength].flatMap({ Int64($0) }), length > self.limitBytes {
            throw Problem.tooLarge(limitBytes: self.limitBytes)
        }
        let beginning = Beginning()
        let chunks = input.request.body.map { (chunk: ByteBuffer) -> [UInt8] in
            let bytes = Array(chunk.readableBytesView)
            beginning.note(bytes)
            return bytes
        }
        let reference: BlobReference
        do {
            reference = try await self.blobs.put(chunks, limitBytes: self.limitBytes)
        } catch let error as BlobStoreError where error.code == .tooLarge {
            throw Problem.tooLarge(limitBytes: self.limitBytes)
        }
        guard reference.sizeBytes > 0 else { throw Problem.emptyFile }
        let declared = input.request.headers[.contentType].flatMap(HeaderText.mediaType)
        let type = beginning.mediaType ?? declared.flatMap { $0.hasPrefix("text/") ? $0 : nil } ?? "application/octet-stream"
        return try JSONResponse.make(BlobBody(reference, mediaType: type), status: .created)
    }

    private func download(_ input: RequestInput) async throws -> Response {
        let name = try input.query(["name"]).text("name")
        let parts = try input.path("name").split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let size = Int64(parts[1]), String(size) == parts[1],
            let reference = BlobReference(hex: String(parts[0]), sizeBytes: size)
        else {
            throw RequestInput.fault("path:name", .malformed, "phải có dạng sha256-kích thước", "must be <sha256>-<size>")
        }
        let officer = try input.namedOfficer()
        _ = try await self.backend.rights.checkFile(
            .with {
                $0.sha256 = Data(reference.sha256)
                $0.officerCode = officer
            }, options: Backend.usual)
        guard size > Self.verifiedAhead else {
            let bytes = try await self.blobs.get(reference)
            return Self.response(reference, name: name, type: MediaSignature.mediaType(of: bytes), ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        guard try await self.blobs.contains(reference) else {
            throw BlobStoreError(code: .notFound, message: "nothing is stored under this reference")
        }
        let blobs = self.blobs
        let body = ResponseBody(contentLength: Int(clamping: size)) { writer in
            // A file found damaged here ends the connection before its length is reached, so nobody takes it for whole.
            try await FileSending.send(reference, from: blobs, to: &writer)
            try await writer.finish(nil)
        }
        return Self.response(reference, name: name, type: nil, body)
    }

    private static func response(_ reference: BlobReference, name: String, type: String?, _ body: ResponseBody) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type ?? "application/octet-stream",
                .contentDisposition: SafeFileName.contentDisposition(name, fallback: "\(reference.hex.prefix(16))"),
                .eTag: "\"\(reference.hex)\"",
                // The bytes of a digest never change; personal data stays out of shared caches.
                .cacheControl: "private, max-age=31536000, immutable",
            ],
            body: body)
    }
}
