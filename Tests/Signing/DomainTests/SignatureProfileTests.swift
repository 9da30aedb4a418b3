import SigningDomain
import Testing

@Suite struct SignatureProfileTests {
    @Test func `R33 names each of the four cases once`() {
        #expect(SignatureProfile.all.map(\.signatureCase).sorted { $0.rawValue < $1.rawValue } == [.copyByOrganisation, .deskCopy, .issuedByOrganisation, .issuedByPerson])
        #expect(Set(SignatureProfile.all.map(\.name)).count == 4)
    }

    @Test func `R33 a desk copy is signed by the officer at the top left without image`() throws {
        let profile = try SignatureProfile.named("desk-copy")

        #expect(profile.signer == .person)
        #expect(profile.place == .topLeftOfFirstPage)
        #expect(profile.look == .text)
        #expect(profile.demandsPDFA)
    }

    @Test(arguments: ["issued-person", "issued-organisation", "organisation-copy"])
    func `refuses a profile this version does not sign by`(_ name: String) {
        #expect(throws: SigningRefusal.profileNotAvailable(name)) { try SignatureProfile.named(name) }
    }

    @Test(arguments: ["", "desk", "DESK-COPY"])
    func `refuses a profile nobody knows`(_ name: String) {
        #expect(throws: SigningRefusal.unknownProfile(name)) { try SignatureProfile.named(name) }
    }
}
