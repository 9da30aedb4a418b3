public import Clocks
import SwiftASN1

/// A certificate revocation list as it was read. Nothing in it is verified yet; ``finding(for:issuer:)`` does that.
///
/// Source: RFC 5280, section 5.
public struct RevocationList: Sendable {
    /// Largest list that is read. Unit: bytes.
    public static let limitBytes = 16 << 20

    /// The whole list, DER.
    public let derBytes: [UInt8]
    /// The number of the list, lower-case hexadecimal; `nil` when it has none.
    public let numberHex: String?
    /// When it was made.
    public let thisUpdate: UTCInstant
    /// By when the next comes; `nil` when it does not say.
    public let nextUpdate: UTCInstant?
    /// Whether it holds only the changes since another list. Such a list is ignored.
    public let isDelta: Bool

    let issuerBytes: [UInt8]
    let algorithm: SignatureAlgorithmIdentifier
    let scope: RevocationListScope
    /// Whether a critical extension is not understood.
    let hasUnknownCriticalExtension: Bool
    private let entries: [[UInt8]: RevocationListEntry]

    /// How many certificates it names.
    public var count: Int { self.entries.count }

    /// Reads a list.
    ///
    /// - Throws: ``PKIError`` with ``PKIError/Code/malformedRevocation``.
    public init(derBytes: [UInt8]) throws(PKIError) {
        let code = PKIError.Code.malformedRevocation
        guard derBytes.count <= Self.limitBytes else { throw PKIError(code: code, message: "a list of \(derBytes.count) bytes") }
        let whole = try ASN1Node.reading(derBytes[...], code, "the list").members(.sequence, code, "the list")
        guard whole.count == 3 else { throw PKIError(code: code, message: "a list has three parts, not \(whole.count)") }
        var fields = try whole[0].members(.sequence, code, "the list's body")[...]
        if fields.first?.identifier == .integer { fields.removeFirst() }
        guard fields.count >= 3 else { throw PKIError(code: code, message: "the list's body has too few fields") }
        self.derBytes = derBytes
        let inner = fields.removeFirst()
        guard inner.encodedBytes.elementsEqual(whole[1].encodedBytes) else {
            throw PKIError(code: code, message: "the list names two signature algorithms")
        }
        do {
            self.algorithm = try SignatureAlgorithmIdentifier(inner)
        } catch {
            throw PKIError(code: code, message: error.message)
        }
        self.issuerBytes = Array(fields.removeFirst().encodedBytes)
        self.thisUpdate = try fields.removeFirst().instant(code, "the time of the list")
        if let next = fields.first, next.identifier == .utcTime || next.identifier == .generalizedTime {
            self.nextUpdate = try next.instant(code, "the time of the next list")
            fields.removeFirst()
        } else {
            self.nextUpdate = nil
        }
        var entries: [[UInt8]: RevocationListEntry] = [:]
        if let list = fields.first, list.identifier == .sequence {
            for node in try list.members(.sequence, code, "the entries") {
                let entry = try RevocationListEntry(node)
                entries[entry.serialNumberBytes] = entry
            }
            fields.removeFirst()
        }
        self.entries = entries
        let extensions = try Self.extensions(fields.first)
        self.numberHex = try extensions[OID.crlNumber].map { item throws(PKIError) in
            try ASN1Node.reading(item.value, code, "the list's number").bytes(.integer, code, "the list's number").hexText
        }
        self.isDelta = extensions[OID.deltaIndicator] != nil
        self.scope = try extensions[OID.issuingDistributionPoint].map { item throws(PKIError) in
            try RevocationListScope(item.value)
        } ?? RevocationListScope()
        let understood = [OID.crlNumber, OID.deltaIndicator, OID.issuingDistributionPoint, OID.authorityKeyIdentifier]
        self.hasUnknownCriticalExtension = extensions.values.contains { $0.isCritical && !understood.contains($0.oid) }
    }

    private static func extensions(_ field: ASN1Node?) throws(PKIError) -> [ASN1ObjectIdentifier: RevocationListExtension] {
        let code = PKIError.Code.malformedRevocation
        guard let field else { return [:] }
        guard let list = try field.members(.context(0), code, "the list's extensions").first else {
            throw PKIError(code: code, message: "the list's extensions are empty")
        }
        var found: [ASN1ObjectIdentifier: RevocationListExtension] = [:]
        for node in try list.members(.sequence, code, "the list's extensions") {
            let item = try RevocationListExtension(node)
            guard found.updateValue(item, forKey: item.oid) == nil else {
                throw PKIError(code: code, message: "the extension \(item.oid) is there twice")
            }
        }
        return found
    }

    /// What the list says about a certificate, after everything about it was verified except its age.
    ///
    /// Lists of changes, lists with entries of other issuers, for some reasons only, or about other certificates are
    /// not used. The list must be signed by the issuer's own key.
    ///
    /// - Parameters:
    ///   - certificate: The certificate in question.
    ///   - issuer: Its issuer, already trusted.
    /// - Throws: ``RevocationObjection`` saying what is wrong.
    public func finding(for certificate: Certificate, issuer: Certificate) throws(RevocationObjection) -> RevocationFinding {
        guard !self.isDelta else { throw RevocationObjection(.mismatch, "the list holds changes only") }
        guard self.issuerBytes == certificate.issuerBytes, self.issuerBytes == issuer.subjectBytes else {
            throw RevocationObjection(.mismatch, "the list is of another issuer")
        }
        guard self.scope.includes(certificate) else { throw RevocationObjection(.mismatch, "the list is about other certificates") }
        guard !self.hasUnknownCriticalExtension else { throw RevocationObjection(.malformed, "the list demands what is not understood") }
        try self.checkSignature(issuer)
        var status = RevocationStatus.good
        if let entry = self.entries[certificate.serialNumberBytes] {
            guard !entry.isForeign else { throw RevocationObjection(.malformed, "the entry demands what is not understood") }
            status = entry.reason == .removeFromList ? .good : .revoked(since: entry.since, reason: entry.reason)
        }
        return RevocationFinding(
            source: .revocationList, status: status, thisUpdate: self.thisUpdate, nextUpdate: self.nextUpdate,
            producedAt: self.thisUpdate, signer: issuer, derBytes: self.derBytes)
    }

    private func checkSignature(_ issuer: Certificate) throws(RevocationObjection) {
        guard self.algorithm.isAccepted, issuer.key.isStrongEnough else {
            throw RevocationObjection(.notTrusted, "the list is signed with \(self.algorithm.name) and \(issuer.key)")
        }
        guard issuer.keyUsage.map({ $0.contains(.revocationListSigning) }) ?? true else {
            throw RevocationObjection(.notTrusted, "the issuer's key is not for signing lists")
        }
        let isSigned: Bool
        do {
            isSigned = try RevocationListVerifier.isSigned(self.derBytes, by: issuer)
        } catch {
            throw RevocationObjection(.notTrusted, error.message)
        }
        guard isSigned else { throw RevocationObjection(.notTrusted, "the list was not signed by the issuer") }
    }
}
