import SwiftASN1

/// A detached CMS signature as it was read out of a document. Nothing in it is verified yet.
///
/// Reading bounds everything: one element of DER, at most ``maximumBytes``, and after it nothing but the zero padding
/// that fills the reserved place of a PDF signature.
struct CMSSignature: Sendable {
    static let maximumBytes = 1_048_576

    /// The SignedData without padding.
    let derBytes: [UInt8]
    /// The certificates that came along, each as DER; not all of them need be readable.
    let certificates: [[UInt8]]
    /// The SignerInfos; a signature of the suite has exactly one.
    let signers: [CMSSignerInfo]
    /// Whether content travels inside, which a PDF signature must not do.
    let isAttached: Bool

    /// Reads the contents of a signature.
    ///
    /// - Parameter contents: The DER bytes and zero padding.
    init(contents: [UInt8]) throws(PKIError) {
        let code = PKIError.Code.malformedSignature
        self.derBytes = try Self.withoutPadding(contents)
        let outer = try ASN1Node.reading(self.derBytes[...], code, "the signature").members(.sequence, code, "the signature")
        guard outer.count == 2, try outer[0].decode(ASN1ObjectIdentifier.self, code, "the content type") == OID.signedData else {
            throw PKIError(code: code, message: "the contents are no SignedData")
        }
        guard let inner = try outer[1].members(.context(0), code, "the signature's content").first else {
            throw PKIError(code: code, message: "the SignedData is empty")
        }
        let fields = try inner.members(.sequence, code, "the SignedData")
        guard fields.count >= 4 else { throw PKIError(code: code, message: "the SignedData has \(fields.count) fields") }
        try Self.checkVersion(fields[0])

        let content = try fields[2].members(.sequence, code, "the encapsulated content")
        guard let type = content.first, try type.decode(ASN1ObjectIdentifier.self, code, "the content type") == OID.data else {
            throw PKIError(code: code, message: "the signed content is not of type data")
        }
        self.isAttached = content.count > 1

        var certificates: [[UInt8]] = []
        for field in fields.dropFirst(3).dropLast() where field.identifier == .context(0) {
            certificates = try field.members(.context(0), code, "the certificates").map { Array($0.encodedBytes) }
        }
        self.certificates = certificates

        var signers: [CMSSignerInfo] = []
        for node in try fields[fields.count - 1].members(.set, code, "the signers") {
            signers.append(try CMSSignerInfo(node))
        }
        self.signers = signers
    }

    /// Versions of RFC 5652 that content of type data can have: 1, and 3 where a signer is named by key identifier.
    static func checkVersion(_ node: ASN1Node) throws(PKIError) {
        let version = Array(try node.bytes(.integer, .malformedSignature, "the version"))
        guard version == [1] || version == [3] else {
            throw PKIError(code: .malformedSignature, message: "version \(version)")
        }
    }

    /// Cuts the zero padding off; anything else after the DER element is an error.
    private static func withoutPadding(_ contents: [UInt8]) throws(PKIError) -> [UInt8] {
        guard contents.count <= self.maximumBytes else {
            throw PKIError(code: .malformedSignature, message: "a signature of \(contents.count) bytes")
        }
        guard let length = self.elementLength(contents), length <= contents.count else {
            throw PKIError(code: .malformedSignature, message: "the contents do not hold a whole DER element")
        }
        guard contents[length...].allSatisfy({ $0 == 0 }) else {
            throw PKIError(code: .malformedSignature, message: "something other than zero padding follows the signature")
        }
        return Array(contents[..<length])
    }

    /// Length of the SEQUENCE the bytes begin with, header included; `nil` when they begin with something else.
    private static func elementLength(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 2, bytes[0] == 0x30 else { return nil }
        let first = Int(bytes[1])
        if first < 0x80 { return 2 + first }
        let count = first & 0x7F
        guard (1...4).contains(count), bytes.count >= 2 + count else { return nil }
        return bytes[2..<(2 + count)].reduce(0) { $0 << 8 | Int($1) } + 2 + count
    }
}
