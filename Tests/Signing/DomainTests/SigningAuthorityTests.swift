import Clocks
import SigningDomain
import Testing

@Suite struct SigningAuthorityTests {
    static let now = UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000)

    private func paper(
        number: String = "12/UQ-UBND", delegator: String = "CT01", delegate: String = "CB001", scope: String = "hộ tịch",
        from: Duration = .seconds(-10), to: Duration? = .seconds(10)
    ) -> SigningDelegation {
        SigningDelegation(
            documentNumber: number, delegator: delegator, delegate: delegate, scope: scope, validFrom: Self.now + from,
            validTo: to.map { Self.now + $0 })
    }

    private func check(_ mode: SigningMode, _ paper: SigningDelegation?) throws {
        try SigningAuthority(mode: mode, delegation: paper).check(officer: "CB001", at: Self.now)
    }

    @Test(arguments: [SigningMode.direct, .collective, .deputy])
    func `R34 heads, collectives and deputies sign without a paper`(_ mode: SigningMode) throws {
        try self.check(mode, nil)
    }

    @Test(arguments: [SigningMode.byOrder, .delegated, .acting])
    func `R34 whoever signs in another's place needs a paper that holds now`(_ mode: SigningMode) throws {
        try self.check(mode, self.paper())
        #expect(throws: SigningRefusal.delegationMissing(mode)) { try self.check(mode, nil) }
        #expect(throws: SigningRefusal.delegationEnded(at: Self.now)) { try self.check(mode, self.paper(to: .zero)) }
        #expect(throws: SigningRefusal.delegationNotYetValid(from: Self.now + .seconds(1))) {
            try self.check(mode, self.paper(from: .seconds(1)))
        }
    }

    @Test func `R34 a delegation is not passed on and not given to oneself`() {
        #expect(throws: SigningRefusal.delegationOfAnother) { try self.check(.delegated, self.paper(delegate: "CB002")) }
        #expect(throws: SigningRefusal.delegationOfAnother) { try self.check(.delegated, self.paper(delegator: "CB001")) }
    }

    @Test func `R34 a special delegation is limited in time and content, an order need not be`() throws {
        #expect(throws: SigningRefusal.delegationIncomplete("valid_to")) { try self.check(.delegated, self.paper(to: nil)) }
        #expect(throws: SigningRefusal.delegationIncomplete("scope")) { try self.check(.delegated, self.paper(scope: "")) }
        #expect(throws: SigningRefusal.delegationIncomplete("document_number")) { try self.check(.byOrder, self.paper(number: "")) }
        try self.check(.byOrder, self.paper(scope: "", to: nil))
    }

    @Test func `R34 writes the mode as the decree does`() {
        #expect(SigningMode.allCases.map(\.abbreviation) == ["", "TM.", "KT.", "TL.", "TUQ.", "Q."])
    }
}
