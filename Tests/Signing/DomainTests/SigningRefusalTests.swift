import Clocks
import SigningDomain
import Testing

@Suite struct SigningRefusalTests {
    static let instant = UTCInstant(microsecondsSinceEpoch: 1_772_676_000_000_000)
    static let all: [SigningRefusal] = [
        .unknownProfile("x"), .profileNotForSubject("x"), .unknownCertificate, .unreadableCertificate, .holderNotInCertificate,
        .registeredOtherwise, .certificateOfAnother, .wrongKindOfSigner(expected: .person),
        .wrongKindOfSigner(expected: .organisation), .weakKey, .certificateNotForSigning, .certificateNotYetValid(from: instant),
        .certificateExpired(at: instant), .certificateRevoked(since: instant), .certificateNotTrusted, .unknownReport, .documentMissing, .documentTooLarge(limitBytes: 9),
        .documentNotSignable("encrypted"), .documentNotPDFA, .unknownRequest, .requestExpired(at: instant), .requestRefused,
        .keyReused, .signatureDoesNotFit, .intentDiffers, .resultNotValid("EXPIRED"), .malformed("holder"),
        .imageMissing, .delegationMissing(.delegated), .delegationOfAnother, .delegationIncomplete("scope"),
        .delegationNotYetValid(from: instant), .delegationEnded(at: instant), .earlierSignatureNotValid, .personalSignatureMissing,
        .numberMissing, .organisationSignedBefore, .delegationUnregistered(delegator: "CT01"),
        .delegationRevoked(at: instant, delegator: "CT01"), .delegationDiffers, .unknownDelegation,
        .outgoingDocumentUnknown, .document(.notYours(who: ["GD01"])),
    ]

    @Test func `has a sentence of its own for every refusal in both languages`() {
        #expect(Set(Self.all.map(\.vietnamese)).count == Self.all.count)
        #expect(Set(Self.all.map(\.english)).count == Self.all.count)
        #expect(Self.all.allSatisfy { $0.vietnamese.hasSuffix(".") && $0.english.hasSuffix(".") })
    }

    @Test func `R8 tells times in Vietnam time`() {
        #expect(SigningRefusal.certificateExpired(at: Self.instant).vietnamese.contains("2026-03-05T09:00:00+07:00"))
    }

    @Test func `announces what concerns signer or document and nothing that concerns the call`() {
        #expect(SigningRefusal.certificateOfAnother.isAnnounced)
        #expect(SigningRefusal.documentNotPDFA.isAnnounced)
        #expect(SigningRefusal.document(.unknown).isAnnounced)
        #expect(!SigningRefusal.signatureDoesNotFit.isAnnounced)
        #expect(!SigningRefusal.malformed("holder").isAnnounced)
        #expect(!SigningRefusal.keyReused.isAnnounced)
    }
}
