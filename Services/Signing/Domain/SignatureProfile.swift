/// The rules of one signature case as data: who signs, where it stands, how it looks, what the file must be (R33).
///
/// Source: Decree 30/2020, appendix I; Circular 03/2025, article 5 and Circular 01/2023 for the desk copy.
public struct SignatureProfile: Hashable, Sendable {
    /// The name used in messages and configuration.
    public let name: String
    /// Which of the four cases it is.
    public let signatureCase: SignatureCase
    /// Whose certificate is asked for.
    public let signer: SignerKind
    /// Where the signature stands.
    public let place: SignaturePlace
    /// How it looks.
    public let look: SignatureLook
    /// Whether the file must already be PDF/A, because nothing may be converted after signing (R29).
    public let demandsPDFA: Bool
    /// Whether this version of the suite signs by it.
    public let isAvailable: Bool

    /// All profiles; those not yet available are named so that they are refused by name.
    public static let all: [SignatureProfile] = [
        SignatureProfile(
            name: "desk-copy", signatureCase: .deskCopy, signer: .person, place: .topLeftOfFirstPage, look: .text,
            demandsPDFA: true, isAvailable: true),
        SignatureProfile(
            name: "issued-person", signatureCase: .issuedByPerson, signer: .person, place: .overPersonName,
            look: .blueSignatureImage, demandsPDFA: true, isAvailable: false),
        SignatureProfile(
            name: "issued-organisation", signatureCase: .issuedByOrganisation, signer: .organisation,
            place: .overPersonSignature, look: .redSealImage, demandsPDFA: true, isAvailable: false),
        SignatureProfile(
            name: "organisation-copy", signatureCase: .copyByOrganisation, signer: .organisation,
            place: .topRightOfFirstPage, look: .text, demandsPDFA: true, isAvailable: false),
    ]

    /// The profile of a name.
    ///
    /// - Throws: ``SigningRefusal/unknownProfile(_:)`` or ``SigningRefusal/profileNotAvailable(_:)``.
    public static func named(_ name: String) throws(SigningRefusal) -> SignatureProfile {
        guard let profile = self.all.first(where: { $0.name == name }) else { throw .unknownProfile(name) }
        guard profile.isAvailable else { throw .profileNotAvailable(name) }
        return profile
    }
}
