import SigningDomain
import Testing

@Suite struct SignatureProfileTests {
    @Test func `R33 finds a profile by its name and refuses any other`() throws {
        let profiles = try SignatureProfiles(TestProfiles.all())

        #expect(try profiles.named("copy").place == .topRightOfFirstPage)
        for name in ["", "desk", "DESK-COPY"] {
            #expect(throws: SigningRefusal.unknownProfile(name)) { try profiles.named(name) }
        }
    }

    @Test func `R33 demands a profile for each of the four cases and each name once`() throws {
        let all = try TestProfiles.all()

        for index in all.indices {
            var rest = all
            let missing = rest.remove(at: index)
            #expect(throws: SignatureProfileFault.caseMissing(missing.signatureCase)) { try SignatureProfiles(rest) }
        }
        #expect(throws: SignatureProfileFault.twice("copy")) { try SignatureProfiles(all + [all[3]]) }
    }

    @Test func `R33 refuses a profile that contradicts its case`() {
        #expect(throws: SignatureProfileFault.wrongSigner("desk-copy")) { try TestProfiles.profile(signer: .organisation) }
        #expect(throws: SignatureProfileFault.wrongSigner("x")) { try TestProfiles.profile("x", .issuedByOrganisation) }
        #expect(throws: SignatureProfileFault.imageAndLookDiffer("desk-copy")) { try TestProfiles.profile(look: .redSealImage) }
        #expect(throws: SignatureProfileFault.noLines("desk-copy")) { try TestProfiles.profile(lines: []) }
        #expect(throws: SignatureProfileFault.badName("")) { try TestProfiles.profile("") }
        let seal = ProfileImage(kind: "image/png", widthMillimetres: 36, heightMillimetres: 36)
        for permitted in SignatureCertification.allCases {
            #expect(throws: SignatureProfileFault.certifiesTooEarly("x")) {
                try TestProfiles.profile(
                    "x", .issuedByPerson, place: .overPersonName, look: .blueSignatureImage, lines: [], image: seal, certification: permitted)
            }
            #expect(throws: Never.self) { try TestProfiles.profile(certification: permitted) }
        }
        for size in [Double.nan, -1, 0, 1_000] {
            #expect(throws: SignatureProfileFault.badSize("desk-copy")) { try TestProfiles.profile(fontSizePoints: size) }
            let image = ProfileImage(kind: "image/png", widthMillimetres: size, heightMillimetres: 10)
            #expect(throws: SignatureProfileFault.badImage("desk-copy")) { try TestProfiles.profile(look: .redSealImage, image: image) }
        }
    }

    @Test func `fills lines in one pass and leaves out empty ones`() throws {
        let profile = try TestProfiles.profile(lines: ["{form}", "Ký bởi: {signer}", "{time} {unknown}", "a { b"])

        let lines = profile.filledLines(["signer": "{time}", "time": "T", "form": ""])

        #expect(lines == ["Ký bởi: {time}", "T ", "a { b"])
    }
}
