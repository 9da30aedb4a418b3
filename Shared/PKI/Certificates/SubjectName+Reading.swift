import SwiftASN1
import X509

extension SubjectName {
    /// Takes the parts out of a distinguished name of swift-certificates.
    init(_ name: DistinguishedName) {
        var values: [ASN1ObjectIdentifier: String] = [:]
        var identities: [SubjectIdentity] = []
        for attribute in name.joined() {
            guard let value = Self.text(of: attribute.value), !value.isEmpty else { continue }
            if attribute.type == OID.userID || attribute.type == OID.serialNumberAttribute {
                identities.append(SubjectIdentity(value))
            } else {
                // The last one is the most specific (RFC 5280 orders from the root down).
                values[attribute.type] = value
            }
        }
        self.commonName = values[OID.commonName] ?? ""
        self.organization = values[OID.organizationName]
        self.organizationalUnit = values[OID.organizationalUnitName]
        self.title = values[OID.title]
        self.identities = identities
        self.text = name.description
    }

    /// The text of a value; BMPString is UTF-16 in big-endian order, which swift-certificates leaves to us.
    private static func text(of value: RelativeDistinguishedName.Attribute.Value) -> String? {
        if let text = String(value) { return text }
        var coder = DER.Serializer()
        guard (try? coder.serialize(ASN1Any(value))) != nil, let node = try? DER.parse(coder.serializedBytes) else { return nil }
        guard node.identifier == .bmpString, case .primitive(let content) = node.content else { return nil }
        let bytes = Array(content)
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}
