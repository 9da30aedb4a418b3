import Foundation
import HosoProto

/// A certificate in the inventory.
struct CertificateBody: Encodable {
    let sha256: String
    let der: String
    let chain: [String]
    let holder: String
    let subjectName: String
    let issuerName: String
    let notBefore: String?
    let notAfter: String?
    let purpose: String

    init(_ wire: Hoso_Signing_V1_Certificate) {
        self.sha256 = WireForm.hex(wire.sha256)
        self.der = wire.der.base64EncodedString()
        self.chain = wire.chain.map { $0.base64EncodedString() }
        self.holder = wire.holder
        self.subjectName = wire.subjectName
        self.issuerName = wire.issuerName
        self.notBefore = WireForm.time(wire.notBefore, if: wire.hasNotBefore)
        self.notAfter = WireForm.time(wire.notAfter, if: wire.hasNotAfter)
        self.purpose = WireForm.word(wire.purpose)
    }
}
