import Clocks
import SigningDomain
import TestSupport
import Testing

/// Which copies the decree knows (article 25).
@Suite struct CopyPlanTests {
    private static let id = SequentialIdentifiers.identifier(1)
    private static let original = CopyPlan.Source.document(id)
    private static let outside = CopyPlan.Source.outside(notation: "05/QĐ-UBND", dated: SampleDocument.now.vietnamDate, author: "UBND tỉnh")

    @Test(arguments: CopyKind.allCases, CopyDirection.allCases)
    func `R40 each kind is made in the directions of the decree only`(_ kind: CopyKind, _ direction: CopyDirection) {
        let source = kind == .copyOfCopy ? CopyPlan.Source.copy(Self.id, of: .trueCopy) : Self.original
        let isAllowed = kind == .extract || direction != .electronicToElectronic
        let plan = Result { () throws(DocumentRefusal) in
            try CopyPlan(kind: kind, direction: direction, source: source, part: kind == .extract ? "Điều 1" : "")
        }
        switch plan {
        case .success: #expect(isAllowed)
        case .failure(let refusal): #expect(!isAllowed && refusal.vietnamese.contains("hãy"))
        }
    }

    @Test func `R40 a copy of a copy comes from a true copy, the others from the original`() throws {
        let wrong: [(CopyKind, CopyPlan.Source)] = [
            (.copyOfCopy, Self.original), (.copyOfCopy, Self.outside), (.copyOfCopy, .copy(Self.id, of: .extract)),
            (.copyOfCopy, .copy(Self.id, of: .copyOfCopy)), (.trueCopy, .copy(Self.id, of: .trueCopy)), (.extract, .copy(Self.id, of: .trueCopy)),
        ]
        for (kind, source) in wrong {
            #expect(throws: DocumentRefusal.self) {
                try CopyPlan(kind: kind, direction: .paperToPaper, source: source, part: kind == .extract ? "Điều 1" : "")
            }
        }
        #expect(throws: DocumentRefusal.malformed("part")) {
            try CopyPlan(kind: .extract, direction: .paperToPaper, source: Self.outside, part: "")
        }
        #expect(throws: DocumentRefusal.malformed("part")) {
            try CopyPlan(kind: .trueCopy, direction: .paperToPaper, source: Self.outside, part: "Điều 1")
        }
    }

    @Test func `R40 numbers of copies bear the letters of the kind`() throws {
        let copy = try CopyPlan(kind: .trueCopy, direction: .paperToPaper, source: Self.outside, part: "")
        let extract = try CopyPlan(kind: .extract, direction: .electronicToElectronic, source: Self.original, part: "Điều 1")
        #expect(copy.notation(5, agency: "UBND") == "05/SY-UBND")
        #expect(extract.notation(12, agency: "SNV") == "12/TrS-SNV")
    }
}
