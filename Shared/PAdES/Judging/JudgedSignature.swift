public import Clocks
public import PDF
public import PKI

/// The judgement over one signature or document timestamp of a document, with its evidence (R35, R36).
public struct JudgedSignature: Hashable, Sendable {
    /// Which of the two it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A person's or an organisation's signature.
        case signature
        /// A timestamp over the document.
        case documentTimestamp
    }

    /// Which of the two it is.
    public let kind: Kind
    /// The full name of the field.
    public let fieldName: String
    /// `/SubFilter`, such as `ETSI.CAdES.detached`; `nil` if it has none.
    public let subFilter: String?
    /// SHA-256 of the CMS without padding: the identity of the signature in tables.
    public let cmsSHA256: [UInt8]
    /// How much of the file it covers.
    public let coverage: EmbeddedSignature.Coverage
    /// What its byte range has against it.
    public let faults: [EmbeddedSignature.Fault]
    /// The verdict, every question that was asked, signer, path and time. Of a document timestamp the authority is the signer.
    public let report: SignatureReport
    /// The time the signer's computer wrote into the file.
    public let claimedTime: UTCInstant?
    /// What proves when it existed, the earliest first; empty when nothing does (R39).
    public let proofs: [ProofOfExistence]
    /// The timestamps it carries; of a document timestamp, itself.
    public let timestamps: [JudgedTimestamp]
    /// What is known about the revocation of its path.
    public let revocation: [RevocationEvidence]
    /// What happened to the document afterwards; `nil` when that cannot be told, and of document timestamps.
    public let changes: ChangeReport?
    /// What a reader should know besides.
    public let remarks: [SignatureRemark]

    /// The main answer.
    public var indication: Indication { self.report.indication }
    /// Why it did not pass.
    public var subIndication: SubIndication? { self.report.subIndication }
    /// Everything that is known about revocation: of the signer's path and of the timestamps' paths.
    public var allRevocation: [RevocationEvidence] { self.revocation + self.timestamps.flatMap(\.revocation) }
}
