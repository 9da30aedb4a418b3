import SwiftASN1

extension CMSSignature {
    /// The revocation data a signature brings along.
    public struct RevocationValues: Hashable, Sendable {
        /// OCSP answers, DER.
        public let ocspAnswers: [[UInt8]]
        /// Revocation lists, DER.
        public let revocationLists: [[UInt8]]
    }

    /// Revocation lists and OCSP answers in the field `crls` and in the attribute adbe-revocationInfoArchival, which older
    /// documents carry instead of `/DSS`. Nothing in them is verified.
    ///
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedSignature`` when the attribute cannot be read or there is not
    ///   exactly one signer.
    ///
    /// Source: RFC 5652, 10.2.1; RFC 5940; ISO 32000-2, 12.8.3.3.2.
    public func revocationValues() throws(PKIError) -> RevocationValues {
        let code = PKIError.Code.malformedSignature
        var answers: [[UInt8]] = []
        var lists: [[UInt8]] = []
        for bytes in self.revocationNodes {
            let node = try ASN1Node.reading(bytes[...], code, "the revocation data")
            guard node.identifier == .context(1) else {
                lists.append(bytes)
                continue
            }
            let parts = try node.members(.context(1), code, "the revocation data")
            guard parts.count == 2, try parts[0].decode(ASN1ObjectIdentifier.self, code, "its type") == OID.ocspInMessage else { continue }
            answers.append(Array(parts[1].encodedBytes))
        }
        if let archive = try self.onlySigner().revocationArchive {
            let what = "the archived revocation data"
            for field in try ASN1Node.reading(archive[...], code, what).members(.sequence, code, what) {
                guard field.identifier == .context(0) || field.identifier == .context(1) else { continue }
                guard let list = try field.members(field.identifier, code, what).first else { continue }
                let values = try list.members(.sequence, code, what).map { Array($0.encodedBytes) }
                if field.identifier == .context(0) { lists += values } else { answers += values }
            }
        }
        return RevocationValues(ocspAnswers: answers, revocationLists: lists)
    }
}
