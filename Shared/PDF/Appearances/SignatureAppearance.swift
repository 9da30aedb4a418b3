public import Clocks

/// What a reader of the document sees of a signature.
public enum SignatureAppearance: Sendable {
    /// Nothing: a field of zero size with an empty appearance.
    case invisible
    /// Lines of black text on a page.
    case text(SignatureText)
    /// The picture of a handwritten signature or a seal.
    case picture(SignaturePicture)

    /// The appearance for a paper copied at the desk: name, agency and time at the top left of page 1.
    ///
    /// - Parameters:
    ///   - signer: The officer who signs.
    ///   - agency: The officer's agency.
    ///   - signedAt: The time shown, in Vietnam time with its zone.
    ///   - font: A font with all Vietnamese letters.
    ///
    /// Source: TT 03/2025 Đ5 (personal signature; name and time at the top left of the first page).
    public static func deskCopy(signer: String, agency: String, signedAt: UTCInstant, font: TrueTypeFont) -> Self {
        .text(
            SignatureText(
                lines: ["Ký bởi: \(signer)", "Cơ quan: \(agency)", "Thời gian ký: \(signedAt.vietnamISO8601)"],
                font: font))
    }
}
