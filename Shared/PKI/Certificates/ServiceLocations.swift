import SwiftASN1

/// The addresses a certificate names for its issuer's services. Only `http` and `https` are kept.
///
/// Source: RFC 5280, 4.2.1.13 and 4.2.2.1.
public struct ServiceLocations: Hashable, Sendable {
    /// OCSP responders.
    public private(set) var ocsp: [String] = []
    /// Places of the issuer's certificate.
    public private(set) var issuers: [String] = []
    /// Places of revocation lists.
    public private(set) var revocationLists: [String] = []

    init() {}

    mutating func readAuthorityInformation(_ value: ArraySlice<UInt8>) throws(PKIError) {
        let code = PKIError.Code.malformedCertificate
        let what = "the authority information"
        for node in try ASN1Node.reading(value, code, what).members(.sequence, code, what) {
            let parts = try node.members(.sequence, code, what)
            guard parts.count == 2 else { throw PKIError(code: code, message: "\(what) has an entry of \(parts.count) parts") }
            guard let url = Self.url(parts[1]) else { continue }
            switch try parts[0].decode(ASN1ObjectIdentifier.self, code, what) {
            case OID.accessOCSP: self.ocsp.append(url)
            case OID.accessIssuers: self.issuers.append(url)
            default: break
            }
        }
    }

    /// Points without a full name, with an issuer of their own or for some reasons only are left out: the lists they
    /// lead to are not used here.
    mutating func readRevocationListLocations(_ value: ArraySlice<UInt8>) throws(PKIError) {
        let code = PKIError.Code.malformedCertificate
        let what = "the places of revocation lists"
        for point in try ASN1Node.reading(value, code, what).members(.sequence, code, what) {
            let fields = try point.members(.sequence, code, what)
            guard fields.count == 1, fields[0].identifier == .context(0) else { continue }
            self.revocationLists += try Self.fullName(fields[0], code, what)
        }
    }

    /// The addresses of a DistributionPointName `[0] { [0] GeneralNames }`.
    static func fullName(_ node: ASN1Node, _ code: PKIError.Code, _ what: String) throws(PKIError) -> [String] {
        guard let name = try node.members(.context(0), code, what).first, name.identifier == .context(0) else { return [] }
        return try name.members(.context(0), code, what).compactMap(Self.url)
    }

    /// A GeneralName of the kind uniformResourceIdentifier, `[6]`, when it is one that can be asked.
    private static func url(_ node: ASN1Node) -> String? {
        guard node.identifier == .context(6), case .primitive(let bytes) = node.content, bytes.count <= 2_048 else { return nil }
        guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let lower = text.lowercased()
        return lower.hasPrefix("http://") || lower.hasPrefix("https://") ? text : nil
    }
}
