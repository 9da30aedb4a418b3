import PKI

/// Certificates that are for something else than signing documents.
///
/// Vietnamese authorities give signers e-mail protection, client authentication or no purpose at all, so a signer need not be
/// named as one; a certificate that only has the purposes below is for machines.
///
/// Source: RFC 5280, 4.2.1.12.
enum SignerPurposes {
    static let foreign: Set<String> = [
        "1.3.6.1.5.5.7.3.1",  // serverAuth
        "1.3.6.1.5.5.7.3.3",  // codeSigning
        "1.3.6.1.5.5.7.3.8",  // timeStamping
        "1.3.6.1.5.5.7.3.9",  // OCSPSigning
    ]

    static func allow(_ certificate: Certificate) -> Bool {
        guard certificate.maySignDocuments else { return false }
        guard let purposes = certificate.purposes else { return true }
        return !purposes.identifiers.allSatisfy(Self.foreign.contains)
    }
}
