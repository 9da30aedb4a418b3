import SwiftASN1

// Reading with the errors of this module: every step names what was expected, nothing traps on outside data.
extension ASN1Node {
    /// Parses one DER element that fills `bytes` completely.
    ///
    /// - Throws: A ``PKIError`` with `code` when the bytes are not DER or something follows.
    static func reading(_ bytes: ArraySlice<UInt8>, _ code: PKIError.Code, _ what: String) throws(PKIError) -> ASN1Node {
        do {
            return try DER.parse(bytes)
        } catch {
            throw PKIError(code: code, message: "\(what) is not DER: \(error)")
        }
    }

    /// The members of a constructed element with the given tag.
    func members(_ tag: ASN1Identifier, _ code: PKIError.Code, _ what: String) throws(PKIError) -> [ASN1Node] {
        guard self.identifier == tag, case .constructed(let nodes) = self.content else {
            throw PKIError(code: code, message: "\(what) is \(self.identifier), not a constructed \(tag)")
        }
        return Array(nodes)
    }

    /// The content bytes of a primitive element with the given tag.
    func bytes(_ tag: ASN1Identifier, _ code: PKIError.Code, _ what: String) throws(PKIError) -> ArraySlice<UInt8> {
        guard self.identifier == tag, case .primitive(let bytes) = self.content else {
            throw PKIError(code: code, message: "\(what) is \(self.identifier), not a primitive \(tag)")
        }
        return bytes
    }

    /// Decodes the element as a type of swift-asn1 or swift-certificates.
    func decode<T: DERParseable>(_ type: T.Type, _ code: PKIError.Code, _ what: String) throws(PKIError) -> T {
        do {
            return try T(derEncoded: self)
        } catch {
            throw PKIError(code: code, message: "\(what) cannot be read: \(error)")
        }
    }
}

extension ASN1Identifier {
    /// The tag `[number]` of the context.
    static func context(_ number: UInt) -> ASN1Identifier {
        ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
    }
}
