import Clocks
import PDF
import PKI
import SigningDomain

/// What a signature by a profile shows on the page.
struct ProfileAppearance: Sendable {
    /// Points in a millimetre.
    static let pointsPerMillimetre = 72 / 25.4

    let profile: SignatureProfile
    let font: TrueTypeFont

    /// The text or the image of a profile in its place.
    ///
    /// - Parameters:
    ///   - subject: The holder of the certificate.
    ///   - now: The time shown, in Vietnam time with seconds and zone.
    ///   - issue: What the order says of the document.
    ///   - image: The image the order named.
    ///   - personalField: The field over which a seal is put.
    /// - Throws: ``SigningRefusal/imageMissing`` when an image or its place is missing, or the image is no PNG with a
    ///   transparent background.
    func appearance(
        subject: SubjectName, at now: UTCInstant, issue: IssueDetails, image: [UInt8]?, personalField: String?
    ) throws(SigningRefusal) -> SignatureAppearance {
        guard let rule = self.profile.image else { return .text(self.text(subject, now, issue)) }
        guard let image, let picture = Self.picture(image), picture.isTransparent else { throw .imageMissing }
        let place: SignaturePicture.Place
        switch (self.profile.place, issue.box, personalField) {
        case (.overPersonSignature, _, let field?): place = .overLeftThirdOfField(field)
        case (.overPersonName, let box?, _): place = .box(box.rectangle, page: box.pageIndex)
        default: throw .imageMissing
        }
        return .picture(
            SignaturePicture(
                image: picture, place: place, widthMillimetres: rule.widthMillimetres, isRealSize: self.profile.look == .redSealImage))
    }

    private func text(_ subject: SubjectName, _ now: UTCInstant, _ issue: IssueDetails) -> SignatureText {
        let organisation = self.profile.signer == .organisation ? subject.commonName : subject.organization ?? ""
        let lines = self.profile.filledLines([
            "signer": subject.commonName, "agency": organisation, "time": now.vietnamISO8601, "form": issue.copyForm,
        ])
        return SignatureText(
            lines: lines, font: self.font, fontSize: self.profile.fontSizePoints,
            corner: self.profile.place == .topRightOfFirstPage ? .topRight : .topLeft,
            margin: self.profile.marginMillimetres * Self.pointsPerMillimetre)
    }

    /// `nil` when the bytes are no image; the refusal says what is asked for.
    private static func picture(_ bytes: [UInt8]) -> PDF.SignatureImage? {
        do { return try PDF.SignatureImage(bytes) } catch { return nil }
    }
}
