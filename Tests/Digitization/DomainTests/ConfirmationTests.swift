import Clocks
import DigitizationDomain
import TestSupport
import Testing

@Suite struct ConfirmationTests {
    static let policy = ConfirmationPolicy([
        ConfirmationRule(paperTypes: ["birth"], fields: ["fullName", "personalId"], minimumConfidence: 85),
        ConfirmationRule(paperTypes: ["land"], minimumConfidence: 85),
    ])

    static func field(_ name: String, _ value: String, _ confidence: Int = 95) -> PaperField {
        PaperField(name: name, value: value, confidence: confidence)
    }

    static func reasons(_ proposals: [PaperField], _ confirmed: [PaperField], type: String = "birth") -> [FieldDoubt.Reason] {
        Self.policy.doubts(paperType: type, proposals: proposals, confirmed: confirmed).map(\.reason)
    }

    @Test func `R30 a field the machine is not sure of needs a second person, also when the caller claims to be sure`() {
        let proposal = [Self.field("fullName", "Lê An", 84), Self.field("personalId", "097176703494")]

        #expect(Self.reasons(proposal, [Self.field("fullName", "Lê An", 100), Self.field("personalId", "097176703494")]) == [.lowConfidence])
        #expect(Self.reasons([Self.field("fullName", "Lê An", 85)], [Self.field("fullName", "Lê An", 0)]) == [])
    }

    @Test func `R30 a value typed, corrected or left out by one person needs a second one`() {
        let sure = [Self.field("fullName", "Lê An"), Self.field("personalId", "097176703494")]

        #expect(Self.reasons([], [Self.field("fullName", "Lê An")]) == [.typedByHand])
        #expect(Self.reasons(sure, [Self.field("fullName", "Lê Ân"), Self.field("personalId", "097176703494")]) == [.corrected])
        #expect(Self.reasons(sure, [Self.field("fullName", "Lê An")]) == [.leftOut])
    }

    @Test func `R30 kinds and fields outside the rules need one person`() {
        #expect(Self.reasons([Self.field("fullName", "Lê An", 10)], [Self.field("fullName", "Lê An")], type: "licence") == [])
        #expect(Self.reasons([Self.field("sex", "Nữ", 10)], [Self.field("sex", "Nữ")]) == [])
        #expect(Self.reasons([Self.field("sex", "Nữ", 10)], [Self.field("sex", "Nữ")], type: "land") == [.lowConfidence])
    }

    private static func pending(_ fields: [PaperField], _ doubts: [String]) -> PendingConfirmation {
        PendingConfirmation(
            officerCode: "CB01", fields: fields,
            doubts: doubts.map { FieldDoubt(field: $0, reason: .lowConfidence, other: "", confidence: 1) },
            confirmedAt: FixedClock().now())
    }

    @Test func `R30 two different persons who agree complete the confirmation`() throws {
        let pending = Self.pending([Self.field("fullName", "Lê An")], ["fullName"])
        let doubt = FieldDoubt(field: "fullName", reason: .lowConfidence, other: "", confidence: 1)

        let decision = PendingConfirmation.decide(
            pending: pending, fields: [Self.field("fullName", "Lê An")], officer: "CB02", doubts: [doubt])

        #expect(decision == .complete)
        #expect(PendingConfirmation.decide(pending: nil, fields: [], officer: "CB01", doubts: []) == .complete)
        #expect(PendingConfirmation.decide(pending: nil, fields: [], officer: "CB01", doubts: [doubt]) == .awaitsOther([doubt]))
    }

    @Test func `R30 the same person is not their own second person, but may mend what they said`() throws {
        let fields = [Self.field("fullName", "Lê An")]
        let doubt = FieldDoubt(field: "fullName", reason: .lowConfidence, other: "", confidence: 1)
        let pending = Self.pending(fields, ["fullName"])

        let again = PendingConfirmation.decide(pending: pending, fields: fields, officer: "CB01", doubts: [doubt])
        // Not even when the machine has no doubt any more: two persons were asked.
        let withoutDoubt = PendingConfirmation.decide(pending: pending, fields: fields, officer: "CB01", doubts: [])
        let mended = PendingConfirmation.decide(
            pending: pending, fields: [Self.field("fullName", "Lê Ân")], officer: "CB01", doubts: [doubt])
        #expect(again == .saidBefore)
        #expect(withoutDoubt == .saidBefore)
        #expect(mended == .awaitsOther([doubt]))
    }

    @Test func `R30 two persons who differ in a doubtful field wait for another one, in another field they do not`() throws {
        let pending = Self.pending([Self.field("fullName", "Lê An"), Self.field("sex", "Nữ")], ["fullName"])

        let differing = PendingConfirmation.decide(
            pending: pending, fields: [Self.field("fullName", "Lê Ân"), Self.field("sex", "Nữ")], officer: "CB02", doubts: [])
        let same = PendingConfirmation.decide(
            pending: pending, fields: [Self.field("fullName", "Lê An"), Self.field("sex", "Nam")], officer: "CB02", doubts: [])

        #expect(differing == .awaitsOther([FieldDoubt(field: "fullName", reason: .disagreement, other: "Lê An", confidence: 0)]))
        #expect(same == .complete)
    }

    @Test func `R24 every reason has one stable name`() {
        #expect(Set(UndigitizedReason.all.map(\.name)).count == ExemptionReason.allCases.count + 1)
        #expect(UndigitizedReason.all.allSatisfy { UndigitizedReason(name: $0.name) == $0 })
        #expect(UndigitizedReason(name: "laziness") == nil)
    }
}
