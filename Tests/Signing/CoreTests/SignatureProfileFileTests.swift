import SigningDomain
import Testing

@testable import Signing

@Suite struct SignatureProfileFileTests {
    @Test func `R33 the profiles that come with the service follow the decree`() throws {
        let profiles = try SignatureProfileFile.builtIn()

        let desk = try profiles.named("desk-copy")
        #expect(desk.signer == .person && desk.place == .topLeftOfFirstPage && desk.look == .text && desk.image == nil)
        let person = try profiles.named("issued-person")
        #expect(person.signer == .person && person.place == .overPersonName && person.look == .blueSignatureImage)
        let organisation = try profiles.named("issued-organisation")
        #expect(organisation.signer == .organisation && organisation.place == .overPersonSignature && organisation.look == .redSealImage)
        let copy = try profiles.named("organisation-copy")
        #expect(copy.signer == .organisation && copy.place == .topRightOfFirstPage && copy.fontSizePoints == 10)
        let areStrict = profiles.all.allSatisfy { $0.demandsPDFA }
        #expect(areStrict)
    }

    @Test(arguments: [
        "", "[]", "{}", "{\"profiles\":[]}", "{\"profiles\":[{}]}",
        #"{"profiles":[{"name":"a","case":"deskCopy","signer":"somebody","place":"topLeftOfFirstPage","look":"text","lines":["x"],"demandsPDFA":true}]}"#,
    ])
    func `R33 refuses a file that is no set of profiles`(_ text: String) {
        #expect(throws: SignatureProfileFault.self) { try SignatureProfileFile.read(Array(text.utf8)) }
    }
}
