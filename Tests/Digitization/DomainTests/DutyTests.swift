import DigitizationDomain
import Testing

@Suite struct DutyTests {
    static func facts(_ change: (inout ComponentFacts) -> Void) -> ComponentFacts {
        var facts = ComponentFacts()
        change(&facts)
        return facts
    }

    @Test(arguments: [
        (Self.facts { _ in }, DigitizationDuty.required), (Self.facts { $0.cameOnline = true }, .exempt(.onlineOrigin)),
        (Self.facts { $0.isPresentedOnly = true }, .exempt(.presentedOnly)),
        (Self.facts { $0.isVerificationReply = true }, .exempt(.verificationReply)),
        (Self.facts { $0.isVerificationReply = true; $0.repliesAreDigitized = true }, .required),
        (Self.facts { $0.isSharedData = true }, .exempt(.sharedData)), (Self.facts { $0.isCopy = true }, .exempt(.uncertifiedCopy)),
        (Self.facts { $0.secrecy = .topSecret; $0.cameOnline = true }, .exempt(.secret)),
    ])
    func `R24 each exemption has its reason, and secrecy outweighs the others`(facts: ComponentFacts, duty: DigitizationDuty) {
        #expect(DigitizationDuty(facts) == duty)
    }

    @Test func `R28 a component is in one of the portal's four states`() {
        #expect(ComponentState.allCases.map(\.rawValue) == [0, 1, 2, 3])
        #expect(ComponentState(reusing: .component) == .reusedFromComponent)
        #expect(ComponentState(reusing: .result) == .reusedFromResult)
    }

    @Test(arguments: [
        (1654, 2339, 200, 100), (2480, 3508, 300, 100), (827, 1169, 200, 100), (2339, 3307, 200, 200), (3307, 4677, 200, 400),
        (4677, 6614, 200, 800), (6614, 9354, 200, 1600), (9000, 14000, 200, 1760), (100, 100, 0, 100),
    ])
    func `R32 pages count as A4 equivalents`(width: Int, height: Int, dpi: Int, hundredths: Int) {
        #expect(A4Equivalent.hundredths(widthPixels: width, heightPixels: height, dpi: dpi) == hundredths)
    }
}
