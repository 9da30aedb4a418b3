import Clocks
import RecordsDomain
import TestSupport
import Testing

/// Changes of rights, announced until somebody else confirms them.
@Suite struct RightChangeTests {
    private let now = FixedClock().now()

    private func change(_ readers: [String] = ["CB02", "CB01", "CB02"], reason: String = "Hồ sơ có bí mật đời tư", by officer: String = "CB01")
        throws(RecordsRefusal) -> RightChange
    {
        try RightChange(
            id: SequentialIdentifiers.identifier(1), subject: .record, subjectID: SequentialIdentifiers.identifier(2),
            readersBefore: [], readers: readers, reason: reason, by: officer, at: self.now)
    }

    @Test func `R53 a change names its readers once and is announced`() throws {
        let change = try self.change()

        #expect(change.readers == ["CB01", "CB02"])
        #expect(change.confirmation == nil)
    }

    @Test func `R53 nobody confirms a change of their own, and the first confirmation stands`() throws {
        var change = try self.change()

        #expect(throws: RecordsRefusal.ownChange) { try change.confirm(by: "CB01", at: self.now) }
        #expect(throws: RecordsRefusal.noOfficer) { try change.confirm(by: "", at: self.now) }
        try change.confirm(by: "CB03", at: self.now)
        try change.confirm(by: "CB04", at: self.now + .seconds(9))
        #expect(change.confirmation == .init(officerCode: "CB03", at: self.now))
    }

    @Test func `R53 a change without a reason, an officer or with readers that are none is refused`() {
        #expect(throws: RecordsRefusal.self) { try self.change(reason: "ngắn") }
        #expect(throws: RecordsRefusal.noOfficer) { try self.change(by: "") }
        #expect(throws: RecordsRefusal.self) { try self.change([""]) }
        #expect(throws: RecordsRefusal.self) { try self.change((0...200).map { "CB\($0)" }) }
    }
}
