import SwiftASN1

/// A detached CMS signature as it was read out of a document. Nothing in it is verified yet.
///
/// Reading bounds everything: one element of DER, at most ``maximumBytes``, and after it nothing but the zero padding
/// that fills the reserved place of a PDF signature.
public struct CMSSignature: Sendable {
    static let maximumBytes = 1_048_576

    /// The SignedData without padding, DER.
    public let derBytes: [UInt8]
    /// The certificates that came along, each as DER; not all of them need be readable.
    public let certificates: [[UInt8]]
    /// The hash functions it names at its beginning.
    let digestAlgorithms: [ASN1ObjectIdentifier]
    /// The SignerInfos; a signature of the suite has exactly one.
    let signers: [CMSSignerInfo]
    /// Whether content travels inside, which a PDF signature must not do.
    public var isAttached: Bool { self.content != nil }
    /// Revocation lists and answers that came along in the field `crls`, as encoded.
    let revocationNodes: [[UInt8]]
    /// The content that travels inside; `nil` when there is none.
    let content: [UInt8]?

    /// Reads the contents of a detached signature.
    ///
    /// - Parameter contents: The DER bytes and zero padding.
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedSignature``.
    public init(contents: [UInt8]) throws(PKIError) {
        try self.init(contents: contents, contentType: OID.data)
    }

    /// Reads a SignedData over content of a type.
    init(contents: [UInt8], contentType: ASN1ObjectIdentifier) throws(PKIError) {
        let code = PKIError.Code.malformedSignature
        self.derBytes = try DERElement.withoutPadding(contents, limit: Self.maximumBytes, code)
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
        self.digestAlgorithms = try fields[1].members(.set, code, "the hash functions").map { item throws(PKIError) in
            try CMSSignerInfo.algorithm(item)
        }

        let content = try fields[2].members(.sequence, code, "the encapsulated content")
        guard let type = content.first, try type.decode(ASN1ObjectIdentifier.self, code, "the content type") == contentType else {
            throw PKIError(code: code, message: "the signed content is not of type \(contentType)")
        }
        guard content.count <= 2 else { throw PKIError(code: code, message: "the encapsulated content has \(content.count) parts") }
        if content.count == 2 {
            guard let inside = try content[1].members(.context(0), code, "the content").first else {
                throw PKIError(code: code, message: "the content is empty")
            }
            self.content = Array(try inside.bytes(.octetString, code, "the content"))
        } else {
            self.content = nil
        }

        var certificates: [[UInt8]] = []
        for field in fields.dropFirst(3).dropLast() where field.identifier == .context(0) {
            certificates = try field.members(.context(0), code, "the certificates").map { Array($0.encodedBytes) }
        }
        self.certificates = certificates
        var revocation: [[UInt8]] = []
        for field in fields.dropFirst(3).dropLast() where field.identifier == .context(1) {
            revocation = try field.members(.context(1), code, "the revocation data").map { Array($0.encodedBytes) }
        }
        self.revocationNodes = revocation

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
}
