import Clocks
import IntakeDomain
import Testing

@Suite struct DossierTests {
    @Test func `R14 a dossier carries the component list of its procedure version`() throws {
        let dossier = try Sample.dossier()

        #expect(dossier.components.map(\.rule.code) == ["TP01", "TP02", "KQ01"])
        #expect(dossier.status == .registered)
    }

    @Test func `refuses a component the procedure does not ask for`() {
        #expect(throws: DossierError.componentUnknown("TP09")) {
            try Sample.newDossier(brought: [BroughtComponent(code: "TP09", originals: 1, copies: 0, reuse: nil)])
        }
    }

    @Test func `refuses to take the result as something handed in`() {
        #expect(throws: DossierError.componentUnknown("KQ01")) {
            try Sample.newDossier(brought: [BroughtComponent(code: "KQ01", originals: 1, copies: 0, reuse: nil)])
        }
    }

    @Test(arguments: [-1, 10_001, Int.max])
    func `refuses a number of sheets nobody believes`(sheets: Int) {
        #expect(throws: DossierError.sheetsOutOfRange("TP01")) {
            try Sample.newDossier(brought: [BroughtComponent(code: "TP01", originals: sheets, copies: 0, reuse: nil)])
        }
    }

    @Test func `refuses a component named twice`() {
        let one = BroughtComponent(code: "TP01", originals: 1, copies: 0, reuse: nil)

        #expect(throws: DossierError.componentNamedTwice("TP01")) { try Sample.newDossier(brought: [one, one]) }
    }

    @Test(arguments: [
        ("09717670349", "A"), ("0971767034941", "A\u{0}"), ("097176703494", ""), ("٠٩٧١٧٦٧٠٣٤٩٤", "A"), ("", "A"),
        ("097176703494", String(repeating: "a", count: 201)),
    ])
    func `refuses an owner without a proper number or name`(id: String, name: String) {
        #expect(throws: DossierError.ownerMalformed) { try DossierOwner(id: id, name: name) }
    }

    @Test(arguments: [(PaperRole.component, ComponentState.reusedFromComponent), (.result, .reusedFromResult)])
    func `R19 a reused paper fills its component with source and code`(role: PaperRole, state: ComponentState) throws {
        let offer = try Sample.offer("TP01", role: role)
        let new = try Sample.newDossier(
            brought: [BroughtComponent(code: "TP01", originals: 0, copies: 0, reuse: offer)])

        let opened = try new.open(
            id: Sample.identifier(1), code: DossierCode("H99.21-260302-0001"), at: Sample.moment("2026-03-02"))

        #expect(opened.facts == [.registered, .componentReused(offer)])
        #expect(opened.dossier.components[0].state == state)
        #expect(opened.dossier.components[0].resultCode == offer.resultCode)
        #expect(opened.dossier.missingComponents == [])
    }

    @Test func `R19 the newest document of the kind is offered`() throws {
        let documents = try [("2025-01-01", UInt8(1)), ("2026-01-01", 2), ("2025-06-01", 3)].map { date, id in
            RepositoryDocument(
                id: try Sample.identifier(id), resultCode: "code\(id)", paperTypeCode: "paperTP01", title: "Giấy",
                role: .component, dossierCode: "H99.21-250101-0001", storedAt: try Sample.moment(date))
        }

        let offers = ReuseOffer.offers(for: try Sample.procedure(), from: documents)

        #expect(offers.map(\.resultCode) == ["code2"])
        #expect(offers.map(\.componentCode) == ["TP01"])
    }

    @Test func `refuses acceptance while a required paper is missing`() throws {
        var dossier = try Sample.dossier(brought: [])
        let due = try Sample.moment("2026-03-09", 17)

        #expect(throws: DossierError.componentsMissing(["TP01"])) {
            try dossier.accept(
                at: Sample.moment("2026-03-02"), by: "CB001", dueAt: due, handoverDueAt: due,
                receipt: SlipFile(sha256: [], sizeBytes: 0))
        }
        #expect(dossier.status == .registered && dossier.acceptedAt == nil)
    }

    @Test func `R20 acceptance hands the dossier over at once`() throws {
        var dossier = try Sample.dossier()
        let now = try Sample.moment("2026-03-02")

        let facts = try dossier.accept(
            at: now, by: "CB001", dueAt: Sample.moment("2026-03-09", 17),
            handoverDueAt: Sample.moment("2026-03-02", 17),
            receipt: SlipFile(sha256: [UInt8](repeating: 1, count: 32), sizeBytes: 9))

        let handover = Handover(
            fromOfficerCode: "CB001", toSection: "Phòng Vận tải", toAgencyCode: "H99.12", handedAt: now,
            dueAt: try Sample.moment("2026-03-02", 17))
        #expect(facts.contains(.handedOver(handover)))
        #expect(handover.timeliness == .onTime)
    }

    @Test func `R6 the due date counts from the day after acceptance`() throws {
        let dossier = try Sample.dossier()

        let due = try dossier.dueDate(acceptedAt: Sample.moment("2026-03-02"), calendar: Sample.calendar())

        #expect(due == (try Sample.moment("2026-03-09", 17)))
    }

    @Test func `R6 a supplement stops the clock and keeps the promise for the statistics`() throws {
        var dossier = try Sample.accepted()
        _ = try dossier.changeStatus(
            to: .supplementRequested, at: Sample.moment("2026-03-04"), by: "CB002", note: "Thiếu giấy khám sức khỏe",
            legalBasis: "Điều 9; Trưởng phòng", calendar: nil)

        #expect(dossier.needsCalendar(toReach: .inProgress))
        _ = try dossier.changeStatus(
            to: .inProgress, at: Sample.moment("2026-03-10"), by: "CB002", note: "", legalBasis: "",
            calendar: Sample.calendar())

        #expect(dossier.dueAt == (try Sample.moment("2026-03-13", 17)))
        #expect(dossier.originalDueAt == (try Sample.moment("2026-03-09", 17)))
        #expect(dossier.suspendedAt == nil)
    }

    @Test func `R6 going from supplement to payment is one wait`() throws {
        var dossier = try Sample.accepted()
        _ = try dossier.changeStatus(
            to: .supplementRequested, at: Sample.moment("2026-03-04"), by: "CB002", note: "Thiếu", legalBasis: "Điều 9",
            calendar: nil)
        _ = try dossier.changeStatus(
            to: .paymentRequested, at: Sample.moment("2026-03-06"), by: "CB002", note: "", legalBasis: "", calendar: nil)

        #expect(dossier.suspendedAt == (try Sample.moment("2026-03-04")))
    }

    @Test func `R17 a request for a supplement needs what is missing and its legal basis`() throws {
        var dossier = try Sample.accepted()

        #expect(throws: DossierError.supplementIncomplete) {
            try dossier.changeStatus(
                to: .supplementRequested, at: Sample.moment("2026-03-04"), by: "CB002", note: "Thiếu", legalBasis: "",
                calendar: nil)
        }
    }

    @Test func `R17 a second supplement is allowed and known to count as overdue`() throws {
        var dossier = try Sample.accepted()
        for (out, back) in [("2026-03-03", "2026-03-04"), ("2026-03-05", "2026-03-06")] {
            _ = try dossier.changeStatus(
                to: .supplementRequested, at: Sample.moment(out), by: "CB002", note: "Thiếu", legalBasis: "Điều 9",
                calendar: nil)
            _ = try dossier.changeStatus(
                to: .inProgress, at: Sample.moment(back), by: "CB002", note: "", legalBasis: "",
                calendar: Sample.calendar())
        }

        #expect(dossier.countsAsOverdueBySupplements)
    }

    @Test func `R18 an apology is due once the promise is broken`() throws {
        let dossier = try Sample.accepted()

        #expect(!dossier.needsApology(at: try Sample.moment("2026-03-09", 17)))
        #expect(dossier.needsApology(at: try Sample.moment("2026-03-09", 17, 1)))
    }

    @Test func `acceptance is not reached by a bare change of status`() throws {
        var dossier = try Sample.dossier()

        #expect(throws: DossierError.actionRequired(.accepted)) {
            try dossier.changeStatus(
                to: .accepted, at: Sample.moment("2026-03-02"), by: "CB001", note: "", legalBasis: "", calendar: nil)
        }
    }

    @Test(arguments: [DossierStatus.refused, .withdrawalRequested])
    func `a refusal needs a reason, a withdrawal does not`(status: DossierStatus) throws {
        var dossier = try Sample.dossier()
        let moment = try Sample.moment("2026-03-02")

        let result = Result { () throws(DossierError) in
            try dossier.changeStatus(to: status, at: moment, by: "CB001", note: "", legalBasis: "", calendar: nil)
        }

        switch (status, result) {
        case (.refused, .failure(let error)): #expect(error == .reasonMissing(.refused))
        case (_, .success): #expect(status == .withdrawalRequested)
        case (_, .failure(let error)): Issue.record(error)
        }
    }

    @Test func `R28 a stored paper sets its component to state 1 with its code, once`() throws {
        var dossier = try Sample.accepted()
        let document = try Sample.identifier(5)

        let first = try dossier.recordDigitized(componentCode: "TP01", resultCode: "R.1", documentID: document)
        let second = try dossier.recordDigitized(componentCode: "TP01", resultCode: "R.1", documentID: document)

        #expect(first == [.componentDigitized(componentCode: "TP01")])
        #expect(second == [])
        #expect(dossier.components[0].state == .digitized)
    }

    @Test func `R27 a result is linked to the dossier with its code`() throws {
        var dossier = try Sample.accepted()

        _ = try dossier.recordDigitized(
            componentCode: "KQ01", resultCode: "R.2", documentID: Sample.identifier(6))

        #expect(dossier.components[2].resultCode == "R.2")
    }

    @Test(arguments: [
        ("2026-03-08", 10, Timeliness.early), ("2026-03-09", 8, .onTime), ("2026-03-09", 17, .onTime),
        ("2026-03-09", 18, .overdue), ("2026-03-10", 8, .overdue),
    ])
    func `R16 a hand-over is early, on time or overdue`(date: String, hour: Int, expected: Timeliness) throws {
        #expect(
            Timeliness(of: try Sample.moment(date, hour), due: try Sample.moment("2026-03-09", 17)) == expected)
    }
}
