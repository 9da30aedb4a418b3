import Clocks
import SigningDomain
import Testing

/// When a signature may be asked for, step by step through the life of a document (V-22, R34).
@Suite struct SignatureWishTests {
    private let person = OutgoingDocument.SignatureWish(
        kind: .issuedByPerson, holder: SampleDocument.signer, file: SampleDocument.file("a").sha256, number: "", date: nil)
    private let seal = OutgoingDocument.SignatureWish(
        kind: .issuedByOrganisation, holder: "H99.11", file: SampleDocument.file("b").sha256, number: "05/QĐ-SNV",
        date: SampleDocument.now.vietnamDate)

    @Test func `V-22 each signature is possible in exactly one state, and every refusal says who can act`() throws {
        var document = try SampleDocument.drafted()
        var possible: [String] = []
        for (step, actor) in [(DocumentStep?.none, "")] + SampleDocument.wholeLife.map({ (Optional($0.0), $0.1) }) {
            if let step { try document.take(step, by: actor) }
            for (name, wish) in [("person", self.person), ("seal", self.seal)] {
                do throws(DocumentRefusal) {
                    try document.check(wish)
                    possible.append("\(name) when \(document.state.word)")
                } catch {
                    let isEnd = document.dueStep == nil
                    #expect(isEnd || error.vietnamese.contains("Người thực hiện"), "\(error)")
                }
            }
        }
        #expect(possible == ["person when signature", "seal when seal"])
    }

    @Test func `V-22 another holder, file, number or date is refused`() throws {
        var document = try SampleDocument.drafted()
        for (step, actor) in SampleDocument.wholeLife.prefix(4) { try document.take(step, by: actor) }
        var other = self.person
        other.holder = SampleDocument.clerk
        #expect(throws: DocumentRefusal.notYours(who: [SampleDocument.signer])) { try document.check(other) }
        other = self.person
        other.file = SampleDocument.file("f").sha256
        #expect(throws: DocumentRefusal.signatureOfAnother(field: "file", who: [SampleDocument.signer])) { try document.check(other) }

        for (step, actor) in SampleDocument.wholeLife.dropFirst(4).prefix(2) { try document.take(step, by: actor) }
        let changes: [(String, (inout OutgoingDocument.SignatureWish) -> Void)] = [
            ("agency", { $0.holder = "H99.12" }), ("file", { $0.file = SampleDocument.file("a").sha256 }),
            ("number", { $0.number = "06/QĐ-SNV" }), ("number", { $0.date = nil }),
        ]
        for (field, change) in changes {
            var wish = self.seal
            change(&wish)
            #expect(throws: DocumentRefusal.signatureOfAnother(field: field, who: [SampleDocument.clerk])) { try document.check(wish) }
        }
    }

    @Test func `R39 a stronger form takes the place of the file that has the same signatures, and no other`() throws {
        var document = try SampleDocument.drafted()
        for (step, actor) in SampleDocument.wholeLife { try document.take(step, by: actor) }
        let newest = SampleDocument.file("d")

        #expect(document.strengthened(SampleDocument.file("9").sha256, to: newest).isEmpty)
        let facts = document.strengthened(SampleDocument.file("c").sha256, to: newest)
        document = document.recording(facts, by: "x", at: SampleDocument.now)

        #expect(document.file == newest && document.signedFile?.sha256 == SampleDocument.file("b").sha256)
        #expect(document.sealedForms == [SampleDocument.file("c").sha256, newest.sha256])
        #expect(document.state == .issued)
        #expect(throws: Never.self) { try document.checkCopy(of: SampleDocument.file("c").sha256) }
        #expect(throws: DocumentRefusal.self) { try document.checkCopy(of: SampleDocument.file("a").sha256) }
    }
}
