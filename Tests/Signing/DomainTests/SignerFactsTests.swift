import Clocks
import SigningDomain
import Testing

@Suite struct SignerFactsTests {
    static let now = UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000)

    private func check(
        holder: String = "CB001", kind: SignerKind = .person, from: Duration = .seconds(-10), to: Duration = .seconds(10),
        maySign: Bool = true, acceptedKey: Bool = true, trusted: Bool = true
    ) throws {
        let facts = SignerFacts(
            holder: holder, kind: kind, notBefore: Self.now + from, notAfter: Self.now + to, maySignDocuments: maySign,
            hasAcceptedKey: acceptedKey, isTrusted: trusted)
        try facts.check(officer: "CB001", profile: TestProfiles.profile(), at: Self.now)
    }

    @Test func `R35 accepts the right person with a valid certificate`() throws {
        try self.check()
        try self.check(from: .zero, to: .zero)
    }

    @Test func `R35 refuses another person`() {
        #expect(throws: SigningRefusal.certificateOfAnother) { try self.check(holder: "CB002") }
    }

    @Test func `R33 refuses an organisation's certificate on a desk copy`() {
        #expect(throws: SigningRefusal.wrongKindOfSigner(expected: .person)) { try self.check(kind: .organisation) }
    }

    @Test func `R35 refuses a certificate outside its validity`() {
        #expect(throws: SigningRefusal.certificateExpired(at: Self.now - .seconds(1))) { try self.check(to: .seconds(-1)) }
        #expect(throws: SigningRefusal.certificateNotYetValid(from: Self.now + .seconds(1))) { try self.check(from: .seconds(1)) }
    }

    @Test func `R35 refuses a wrong purpose, a weak key and an unknown authority`() {
        #expect(throws: SigningRefusal.certificateNotForSigning) { try self.check(maySign: false) }
        #expect(throws: SigningRefusal.weakKey) { try self.check(acceptedKey: false) }
        #expect(throws: SigningRefusal.certificateNotTrusted) { try self.check(trusted: false) }
    }

    @Test func `V-21 says of a certificate whether it can be used and for what`() throws {
        func facts(_ from: Duration, _ to: Duration, trusted: Bool = true) -> SignerFacts {
            SignerFacts(
                holder: "CB001", kind: .person, notBefore: Self.now + from, notAfter: Self.now + to, maySignDocuments: true,
                hasAcceptedKey: true, isTrusted: trusted)
        }
        let all = try TestProfiles.all()

        #expect(facts(.seconds(-1), .seconds(1)).profiles(among: all, at: Self.now).map(\.name) == ["desk-copy", "person"])
        #expect(facts(.seconds(-1), .seconds(1), trusted: false).state(at: Self.now) == .notTrusted)
        #expect(facts(.seconds(-2), .seconds(-1)).state(at: Self.now) == .expired)
        #expect(facts(.seconds(1), .seconds(2)).state(at: Self.now) == .notYetValid)
        #expect(facts(.seconds(-2), .seconds(-1)).profiles(among: all, at: Self.now).isEmpty)
    }
}
