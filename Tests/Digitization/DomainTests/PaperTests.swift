import Clocks
import DigitizationDomain
import TestSupport
import Testing

@Suite struct PaperTests {
    static let pairs = PaperState.allCases.flatMap { state in PaperStep.allCases.map { (state, $0) } }

    @Test(arguments: pairs)
    func `R22 a step is possible in exactly one state and refused with a reason in the others`(
        state: PaperState, step: PaperStep
    ) throws {
        var paper = try Papers.paper(in: state)
        #expect(paper.state == state)

        if step.from == state {
            try Papers.take(step, &paper)
            #expect(step == .propose || paper.state != state)
        } else {
            let before = paper
            let error = PaperError.stepImpossible(step, in: state)
            #expect(throws: error) { try Papers.take(step, &paper) }
            #expect(paper == before)
            #expect(error.messageEn.contains("Next to act"))
            #expect(error.messageVi.contains("Người xử lý tiếp"))
        }
    }

    @Test(arguments: PaperState.allCases)
    func `R22 only a stored paper counts as digitized`(state: PaperState) {
        #expect(state.isDigitized == (state == .stored))
        #expect(ComponentState(paper: state) == (state == .stored ? .digitized : .notDigitized))
    }

    @Test func `R22 a scan without signature is captured and not digitized`() throws {
        #expect(try Papers.paper(in: .captured).state == .captured)
        #expect(ComponentState(paper: .captured) == .notDigitized)
    }

    @Test func `R23 extraction before the signature names the officer as the one to act`() throws {
        let paper = try Papers.paper(in: .captured)

        #expect(throws: PaperError.stepImpossible(.propose, in: .captured)) { try paper.check(.propose) }
        #expect(PaperError.stepImpossible(.propose, in: .captured).messageEn.contains("before the officer's signature"))
    }

    @Test func `V-22 a signature on another file, an invalid one or none at all does not count`() throws {
        var paper = try Papers.paper(in: .captured)

        #expect(throws: PaperError.otherCopySigned) {
            try paper.sign(original: Papers.file(8), signed: Papers.file(4), isValid: true)
        }
        #expect(throws: PaperError.signatureNotValid) {
            try paper.sign(original: Papers.file(1), signed: Papers.file(4), isValid: false)
        }
        #expect(throws: PaperError.signatureNotValid) {
            try paper.sign(original: Papers.file(1), signed: Papers.file(1), isValid: true)
        }
        #expect(paper.state == .captured)
    }

    @Test(arguments: [PaperState.signed, .extracted, .coded, .stored])
    func `R39 a stronger form of the signed copy replaces it without another step`(state: PaperState) throws {
        var paper = try Papers.paper(in: state)
        let former = try #require(paper.signedCopy)

        #expect(try paper.strengthen(from: former, to: Papers.file(9)))
        #expect(try !paper.strengthen(from: former, to: Papers.file(9)), "a second time changes nothing")
        #expect(paper.signedCopy == Papers.file(9) && paper.state == state)
        #expect(throws: PaperError.otherCopySigned) { try paper.strengthen(from: Papers.file(7), to: Papers.file(8)) }
        var unsigned = try Papers.paper(in: .captured)
        #expect(throws: PaperError.otherCopySigned) { try unsigned.strengthen(from: Papers.file(1), to: Papers.file(9)) }
    }

    @Test func `R30 fields without a person, without a name or twice are refused`() throws {
        var paper = try Papers.paper(in: .signed)
        let field = PaperField(name: "fullName", value: "A", confidence: 90)
        let long = PaperField(name: "x", value: String(repeating: "a", count: 2001), confidence: 1)

        #expect(throws: PaperError.nobodyConfirmed) { try paper.confirm([field], by: "") }
        #expect(throws: PaperError.fieldUnusable("fullName")) { try paper.confirm([field, field], by: "CB02") }
        #expect(throws: PaperError.fieldUnusable("")) {
            try paper.confirm([PaperField(name: "", value: "", confidence: 0)], by: "CB02")
        }
        #expect(throws: PaperError.fieldUnusable("x")) { try paper.confirm([long], by: "CB02") }
        #expect(paper.state == .signed)
    }

    @Test(arguments: SecrecyLevel.allCases)
    func `R31 a declared secret leaves a stub without content`(level: SecrecyLevel) {
        let paper = Paper(receiving: Papers.parts(secrecy: level))

        #expect((paper.state == .secretStub) == (level != .none))
        #expect((paper.parts.scan == nil) == (level != .none))
        #expect(paper.parts.title.isEmpty == (level != .none))
    }

    @Test(arguments: PaperState.allCases)
    func `a loaded paper is the paper that was saved`(state: PaperState) throws {
        let paper = try Papers.paper(in: state)
        var snapshot = PaperSnapshot(parts: paper.parts, state: paper.state)
        snapshot.findings = paper.findings
        snapshot.copy = paper.copy
        snapshot.signedCopy = paper.signedCopy
        snapshot.fields = paper.fields
        snapshot.confirmedBy = paper.confirmedBy
        snapshot.resultCode = paper.resultCode
        snapshot.documentID = paper.documentID
        snapshot.storedAt = paper.storedAt

        #expect(Paper(loading: snapshot) == paper)
    }
}
