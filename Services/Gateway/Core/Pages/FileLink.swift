import GatewayDomain
import HosoProto

/// A link to a file.
struct FileLink: Sendable {
    let label: String
    let path: String

    init(_ label: String, _ file: Hoso_Common_V1_BlobRef, name: String) {
        self.label = label
        self.path = "\(BlobBody(file).path)?name=\(PagePath.segment(name))"
    }
}
