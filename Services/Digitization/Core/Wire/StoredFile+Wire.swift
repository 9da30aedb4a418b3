import BlobStore
import DigitizationDomain
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf

extension StoredFile {
    /// Reads the wire form; nil when digest or size are impossible.
    init?(_ wire: Hoso_Common_V1_BlobRef) {
        guard let reference = wire.reference else { return nil }
        self.init(reference, mediaType: wire.mediaType)
    }

    /// A stored blob.
    init(_ reference: BlobReference, mediaType: String) {
        self.init(sha256: reference.sha256, sizeBytes: reference.sizeBytes, mediaType: mediaType)
    }

    /// The blob; nil when the digest has not 32 bytes.
    var reference: BlobReference? { BlobReference(sha256: self.sha256, sizeBytes: self.sizeBytes) }

    /// The wire form.
    var wire: Hoso_Common_V1_BlobRef {
        .with {
            $0.sha256 = Data(self.sha256)
            $0.sizeBytes = self.sizeBytes
            $0.mediaType = self.mediaType
        }
    }
}
