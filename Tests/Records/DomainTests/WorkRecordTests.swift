import Clocks
import RecordsDomain
import Testing

@Suite struct WorkRecordTests {
    private let now = UTCInstant(microsecondsSinceEpoch: 1_767_225_600_000_000)
    private let id: Identifier
    private let documentID: Identifier
    private let plan: FilingPlan
    private let entry: FilingPlanEntry

    init() throws {
        self.id = try #require(Identifier("01900000-0000-7000-8000-000000000001"))
        self.documentID = try #require(Identifier("01900000-0000-7000-8000-000000000002"))
        self.entry = try FilingPlanEntry(
            notation: "05.HTCT", title: "Hồ sơ hộ tịch", retention: .years(20), creator: "Phòng Tư pháp", note: "")
        self.plan = try FilingPlan(
            agencyCode: "H99.12", year: 2026,
            headings: [FilingPlanHeading(ordinal: "I", title: "Hộ tịch", entries: [self.entry])])
    }

    private func opened(dossier: String = "H99.12-260305-0001") -> WorkRecord {
        WorkRecord(
            opening: self.id, plan: self.plan, entry: self.entry, ordinal: 12, title: "Hồ sơ", dossierCode: dossier,
            at: self.now)
    }

    private func document(
        component: String = "TP01", title: String = "Tờ khai", signedValid: Bool = true
    ) -> FiledDocument {
        var details = DocumentDetails()
        if signedValid { details.signatures = [FiledSignature(kind: .personal, signer: "CB01", verdict: .valid)] }
        return FiledDocument(
            id: self.documentID, ordinal: 1, componentCode: component, title: title, paperTypeCode: "birth", details: details)
    }

    private let expected = [
        ExpectedPaper(componentCode: "TP01", name: "Tờ khai", required: true),
        ExpectedPaper(componentCode: "TP02", name: "Ảnh", required: false),
    ]

    /// A record in which nothing is missing.
    private func ready() throws -> WorkRecord {
        var record = self.opened()
        _ = try record.file()
        _ = record.dossier(finished: true, on: self.now.vietnamDate, by: "CB02")
        return record
    }

    @Test func `R44 the file code is agency, year and notation with an ordinal`() {
        #expect(self.opened().fileCode == "H99.12.2026.05.HTCT-0012")
        #expect(FileCode.notation(entry: "05.HTCT", ordinal: 12345) == "05.HTCT-12345")
    }

    @Test func `R44 documents get the ordinals 1, 2, 3`() throws {
        var record = self.opened()

        let ordinals = [try record.file(), try record.file(), try record.file()]

        #expect(ordinals == [1, 2, 3])
        #expect(record.state == .collecting)
    }

    @Test func `R46 a record in which nothing is missing becomes complete`() throws {
        var record = try self.ready()

        let closed = try record.close(
            expectedVersion: record.version, confirmed: .years(20), documents: [self.document()],
            expected: self.expected, at: self.now)

        #expect(closed)
        #expect(record.state == .closed)
        #expect(record.closedAt == self.now)
    }

    @Test func `R46 a record is created but not complete while it is open`() {
        #expect(self.opened().state == .open)
        #expect(self.opened().closedAt == nil)
    }

    @Test func `R47 closing names every gap at once`() throws {
        var record = self.opened()
        _ = try record.file()

        #expect(
            throws: RecordsRefusal.incomplete([
                .paperMissing("Tờ khai"), .documentField(ordinal: 1, .title), .unsigned(ordinal: 1), .dossierUnfinished,
                .retentionDiffers(record: .years(20), confirmed: .permanent),
            ])
        ) {
            try record.close(
                expectedVersion: record.version, confirmed: .permanent,
                documents: [self.document(component: "TP02", title: "", signedValid: false)],
                expected: self.expected, at: self.now)
        }
        #expect(record.state == .collecting)
    }

    @Test func `R47 an empty record cannot be closed`() {
        var record = self.opened(dossier: "")

        #expect(throws: RecordsRefusal.incomplete([.empty, .recordField(.endDate)])) {
            try record.close(
                expectedVersion: 1, confirmed: .years(20), documents: [], expected: [], at: self.now)
        }
    }

    @Test func `a version the caller has not seen is a conflict`() throws {
        var record = try self.ready()

        #expect(throws: RecordsRefusal.changedMeanwhile(expected: 1, actual: record.version)) {
            try record.close(
                expectedVersion: 1, confirmed: .years(20), documents: [self.document()], expected: self.expected,
                at: self.now)
        }
    }

    @Test func `a closed record takes no more documents and closing it again changes nothing`() throws {
        var record = try self.ready()
        _ = try record.close(
            expectedVersion: record.version, confirmed: .years(20), documents: [self.document()],
            expected: self.expected, at: self.now)
        let version = record.version

        let again = try record.close(
            expectedVersion: 1, confirmed: .permanent, documents: [], expected: [], at: self.now)

        #expect(!again)
        #expect(record.version == version)
        #expect(throws: RecordsRefusal.recordClosed(record.fileCode)) { try record.file() }
    }

    @Test func `R47 the work ends on the day the dossier is finished, and runs again when it is taken up again`() throws {
        var record = self.opened()

        let finished = record.dossier(finished: true, on: self.now.vietnamDate, by: "CB02")
        #expect(finished)
        #expect(record.details.endedOn == self.now.vietnamDate)
        #expect(record.details.keeper == "CB02")
        let again = record.dossier(finished: true, on: self.now.vietnamDate.adding(days: 3))
        #expect(!again)
        #expect(record.details.endedOn == self.now.vietnamDate)
        let taken = record.dossier(finished: false, on: self.now.vietnamDate.adding(days: 4))
        #expect(taken)
        #expect(record.details.endedOn == nil)
    }

    @Test func `R46 a record is taken out of the count once`() throws {
        var record = self.opened()
        try record.exclude()

        #expect(record.details.excluded)
        #expect(throws: RecordsRefusal.wrongState(record.fileCode, .open)) { try record.exclude() }
    }
}
