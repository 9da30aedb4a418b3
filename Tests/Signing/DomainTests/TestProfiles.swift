import SigningDomain

/// One profile for each case.
enum TestProfiles {
    static func profile(
        _ name: String = "desk-copy", _ signatureCase: SignatureCase = .deskCopy, signer: SignerKind = .person,
        place: SignaturePlace = .topLeftOfFirstPage, look: SignatureLook = .text, lines: [String] = ["{signer}", "{time}"],
        fontSizePoints: Double = 8, marginMillimetres: Double = 6, image: ProfileImage? = nil, certification: SignatureCertification? = nil
    ) throws -> SignatureProfile {
        try SignatureProfile(
            name: name, signatureCase: signatureCase, signer: signer, place: place, look: look, lines: lines,
            fontSizePoints: fontSizePoints, marginMillimetres: marginMillimetres, image: image, demandsPDFA: true, certification: certification)
    }

    static func all() throws -> [SignatureProfile] {
        let seal = ProfileImage(kind: "image/png", widthMillimetres: 36, heightMillimetres: 36)
        return [
            try self.profile(),
            try self.profile("person", .issuedByPerson, place: .overPersonName, look: .blueSignatureImage, lines: [], image: seal),
            try self.profile(
                "organisation", .issuedByOrganisation, signer: .organisation, place: .overPersonSignature, look: .redSealImage,
                lines: [], image: seal),
            try self.profile("copy", .copyByOrganisation, signer: .organisation, place: .topRightOfFirstPage),
        ]
    }
}
