import Clocks
import SigningDomain
import Testing

@Suite struct SignatureSequenceTests {
    static let now = UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000)

    private func person(
        isValid: Bool = true, _ authority: SigningAuthority = SigningAuthority(mode: .direct, delegation: nil)
    ) -> SignatureSequence.Personal {
        SignatureSequence.Personal(officer: "CB001", authority: authority, signedAt: Self.now, isValid: isValid)
    }

    private func sequence(
        _ personal: [SignatureSequence.Personal] = [], invalid: Bool = false, organisation: Bool = false, number: String = "05/QĐ-UBND",
        dated: Bool = true
    ) -> SignatureSequence {
        SignatureSequence(
            personal: personal, signatures: personal.count, hasInvalid: invalid, hasOrganisation: organisation, number: number,
            isDated: dated)
    }

    @Test func `R34 the organisation signs after the person and after number and date`() throws {
        try self.sequence([self.person()]).check(next: .issuedByOrganisation)

        #expect(throws: SigningRefusal.personalSignatureMissing) { try self.sequence().check(next: .issuedByOrganisation) }
        #expect(throws: SigningRefusal.personalSignatureMissing) {
            try self.sequence([self.person(isValid: false)]).check(next: .issuedByOrganisation)
        }
        #expect(throws: SigningRefusal.numberMissing) { try self.sequence([self.person()], number: "").check(next: .issuedByOrganisation) }
        #expect(throws: SigningRefusal.numberMissing) { try self.sequence([self.person()], dated: false).check(next: .issuedByOrganisation) }
    }

    @Test func `R34 a delegation counts as of the time of signing`() throws {
        let paper = SigningDelegation(
            documentNumber: "1/UQ", delegator: "CT01", delegate: "CB001", scope: "x", validFrom: Self.now - .seconds(5),
            validTo: Self.now - .seconds(1))
        let ended = self.person(SigningAuthority(mode: .delegated, delegation: paper))

        #expect(throws: SigningRefusal.delegationEnded(at: Self.now - .seconds(1))) {
            try self.sequence([ended]).check(next: .issuedByOrganisation)
        }
    }

    @Test func `R34 nobody signs after the organisation, and nobody on top of a broken signature`() {
        for next in [SignatureCase.issuedByPerson, .issuedByOrganisation] {
            #expect(throws: SigningRefusal.organisationSignedBefore) {
                try self.sequence([self.person()], organisation: true).check(next: next)
            }
        }
        for next in SignatureCase.allCases {
            #expect(throws: SigningRefusal.earlierSignatureNotValid) {
                try self.sequence([self.person()], invalid: true).check(next: next)
            }
        }
    }

    @Test func `R34 copies and desk copies need no personal signature before`() throws {
        try self.sequence(number: "", dated: false).check(next: .copyByOrganisation)
        try self.sequence(number: "", dated: false).check(next: .deskCopy)
    }
}
