public import BlobStore
import Foundation
public import HosoProto

extension Hoso_Common_V1_BlobRef {
    /// The wire form of a reference.
    public init(_ reference: BlobReference, mediaType: String) {
        self.init()
        self.sha256 = Data(reference.sha256)
        self.sizeBytes = reference.sizeBytes
        self.mediaType = mediaType
    }

    /// The reference, or nil when the digest has not 32 bytes or the size is negative.
    public var reference: BlobReference? { BlobReference(sha256: [UInt8](self.sha256), sizeBytes: self.sizeBytes) }
}
