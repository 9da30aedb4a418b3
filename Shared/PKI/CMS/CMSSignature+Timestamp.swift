import SwiftASN1

extension CMSSignature {
    /// The value the signer's key made: what a signature timestamp is about.
    ///
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedSignature`` when there is not exactly one signer.
    public func signatureValue() throws(PKIError) -> [UInt8] { try self.onlySigner().signatureValue }

    /// The signature timestamps it carries, as DER, unread.
    ///
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedSignature`` when there is not exactly one signer.
    public func timestamps() throws(PKIError) -> [[UInt8]] { try self.onlySigner().timestamps }

    /// The certificate of the signer, found by issuer and serial number; `nil` when it did not come along.
    public func signerCertificate() throws(PKIError) -> Certificate? {
        try self.onlySigner().certificate(among: self.certificates)
    }

    /// The same signature with a timestamp as unsigned attribute: level B-T.
    ///
    /// What is signed stays as it is; only the unsigned attributes change, sorted as DER demands.
    ///
    /// - Parameter timestamp: A token over ``signatureValue()``.
    /// - Returns: The SignedData, DER.
    /// - Throws: ``PKIError`` with ``PKIError/Code/alreadyTimestamped``, ``PKIError/Code/intentDiffers`` when the token
    ///   is about something else, ``PKIError/Code/malformedSignature`` when there is not exactly one signer.
    ///
    /// Source: RFC 3161, appendix A; EN 319 122-1, 5.3.
    public func adding(timestamp: TimestampToken) throws(PKIError) -> [UInt8] {
        let signer = try self.onlySigner()
        guard signer.timestamps.isEmpty else {
            throw PKIError(code: .alreadyTimestamped, message: "the signature carries a timestamp already")
        }
        guard timestamp.imprintAlgorithm?.digest(signer.signatureValue) == timestamp.imprint else {
            throw PKIError(code: .intentDiffers, message: "the timestamp is not about this signature")
        }
        let attribute = DER.bytes { coder in
            coder.sequence { coder in
                coder.identifier(OID.signatureTimestamp)
                coder.setOf([timestamp.derBytes])
            }
        }
        return try self.replacingSigner { (signer) throws(PKIError) in try Self.adding(attribute, to: signer) }
    }

    func onlySigner() throws(PKIError) -> CMSSignerInfo {
        guard self.signers.count == 1, let signer = self.signers.first else {
            throw PKIError(code: .malformedSignature, message: "\(self.signers.count) signers in one signature")
        }
        return signer
    }

    private func replacingSigner(_ change: (ASN1Node) throws(PKIError) -> [UInt8]) throws(PKIError) -> [UInt8] {
        try self.rewritten { (fields) throws(PKIError) in
            guard let signers = fields.popLast(), let signer = try signers.members(.set, .malformedSignature, "the signers").first else {
                throw PKIError(code: .malformedSignature, message: "there is no signer")
            }
            let replaced = try change(signer)
            return fields.map { Array($0.encodedBytes) } + [DER.bytes { $0.setOf([replaced]) }]
        }
    }

    private static func adding(_ attribute: [UInt8], to signer: ASN1Node) throws(PKIError) -> [UInt8] {
        let code = PKIError.Code.malformedSignature
        var fields = try signer.members(.sequence, code, "a SignerInfo")
        var attributes = [attribute]
        if let last = fields.last, last.identifier == .context(1) {
            attributes += try last.members(.context(1), code, "the unsigned attributes").map { Array($0.encodedBytes) }
            fields.removeLast()
        }
        return DER.bytes { coder in
            coder.sequence { coder in
                for field in fields { coder.serializeRawBytes(field.encodedBytes) }
                coder.setOf(attributes, tag: .context(1))
            }
        }
    }
}

extension CMSSignerInfo {
    /// The certificate this SignerInfo names by issuer and serial number.
    func certificate(among certificates: [[UInt8]]) -> Certificate? {
        guard let name = self.issuerAndSerial else { return nil }
        // Certificates that cannot be read cannot be the signer's: its own must be readable to be used.
        return certificates.lazy.compactMap { try? Certificate(derBytes: $0) }.first {
            $0.issuerBytes == name.issuer && $0.serialNumberBytes == name.serial
        }
    }
}
