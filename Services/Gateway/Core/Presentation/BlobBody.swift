import BlobStore
import Foundation
import GatewayDomain
import HosoProto
import SwiftProtobuf
import ServiceKit

/// A file named by its content.
struct BlobBody: Codable, Hashable {
    let sha256: String
    let sizeBytes: Int64
    let mediaType: String

    init(_ reference: BlobReference, mediaType: String) {
        self.sha256 = reference.hex
        self.sizeBytes = reference.sizeBytes
        self.mediaType = mediaType
    }

    init(_ wire: Hoso_Common_V1_BlobRef) {
        self.sha256 = WireForm.hex(wire.sha256)
        self.sizeBytes = wire.sizeBytes
        self.mediaType = wire.mediaType
    }

    init?(_ wire: Hoso_Common_V1_BlobRef, if isThere: Bool) {
        guard isThere else { return nil }
        self.init(wire)
    }

    /// What `GET /v1/files/…` takes.
    var path: String { "/v1/files/\(self.sha256)-\(self.sizeBytes)" }

    /// Reads one from a request.
    static func read(_ reader: inout JSONReader) -> Hoso_Common_V1_BlobRef {
        let digest = reader.parsed("sha256", vi: "64 chữ số thập lục phân viết thường", en: "64 lower-case hexadecimal digits") {
            BlobReference(hex: $0, sizeBytes: 0)?.sha256
        }
        let size = reader.integer("sizeBytes", in: 0...Int64.max)
        let type = reader.parsed("mediaType", vi: "kiểu nội dung như application/pdf", en: "a media type") {
            HeaderText.mediaType($0)
        }
        return .with {
            $0.sha256 = Data(digest ?? [])
            $0.sizeBytes = size
            $0.mediaType = type ?? ""
        }
    }
}
