import Foundation
import HosoProto

/// Answer of `POST /v1/signatures`.
struct PreparedSignatureBody: Encodable {
    let requestId: String?
    let toBeSigned: String
    let digest: String
    let algorithm: String
    let expiresAt: String?

    init(_ wire: Hoso_Signing_V1_PrepareSignatureResponse) {
        self.requestId = WireForm.id(wire.requestID)
        self.toBeSigned = wire.toBeSigned.base64EncodedString()
        self.digest = wire.digest.base64EncodedString()
        self.algorithm = WireForm.word(wire.algorithm)
        self.expiresAt = WireForm.time(wire.expiresAt, if: wire.hasExpiresAt)
    }
}
