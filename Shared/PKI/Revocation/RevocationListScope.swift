import SwiftASN1

/// Which certificates a list is about (issuingDistributionPoint, RFC 5280, 5.2.5).
struct RevocationListScope: Sendable {
    private(set) var urls: [String] = []
    private(set) var onlyUsers = false
    private(set) var onlyAuthorities = false
    /// Whether it holds entries of other issuers, for some reasons only, or for attribute certificates.
    private(set) var isUnusable = false

    init() {}

    init(_ value: ArraySlice<UInt8>) throws(PKIError) {
        let code = PKIError.Code.malformedRevocation
        let what = "the scope of the list"
        for field in try ASN1Node.reading(value, code, what).members(.sequence, code, what) {
            switch field.identifier {
            case .context(0): self.urls = try ServiceLocations.fullName(field, code, what)
            case .context(1): self.onlyUsers = try Self.flag(field)
            case .context(2): self.onlyAuthorities = try Self.flag(field)
            case .context(3): self.isUnusable = true
            case .context(4), .context(5):
                if try Self.flag(field) { self.isUnusable = true }
            default: throw PKIError(code: code, message: "\(what) has a field \(field.identifier)")
            }
        }
    }

    /// Whether a certificate of the list's issuer is within the scope.
    func includes(_ certificate: Certificate) -> Bool {
        if self.isUnusable || (self.onlyUsers && certificate.isAuthority) || (self.onlyAuthorities && !certificate.isAuthority) {
            return false
        }
        let named = certificate.locations.revocationLists
        return self.urls.isEmpty || named.isEmpty || self.urls.contains(where: named.contains)
    }

    private static func flag(_ node: ASN1Node) throws(PKIError) -> Bool {
        guard case .primitive(let bytes) = node.content, bytes.count == 1 else {
            throw PKIError(code: .malformedRevocation, message: "a flag of the list's scope cannot be read")
        }
        return bytes.first != 0
    }
}
