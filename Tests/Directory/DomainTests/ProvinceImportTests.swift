import Clocks
import DirectoryDomain
import Testing

@Suite struct ProvinceImportTests {
    private let today: VietnamDate

    init() throws {
        self.today = try Sample.day("2026-11-21")
    }

    private func fault(_ received: Province, into stored: Province = Province()) throws -> [ProvinceFault] {
        do {
            _ = try ProvinceImport(received, into: stored, today: self.today)
            return []
        } catch {
            return error.faults
        }
    }

    @Test func `the same content again changes nothing`() throws {
        let province = try Sample.province([Sample.agency("H99.21")])

        let again = try ProvinceImport(province, into: province, today: self.today)

        #expect(again.changedCount == 0)
        #expect(again.unchangedCount == 5)
    }

    @Test func `takes over a merged pair with its successor`() throws {
        let province = try Sample.province([
            Sample.agency("H99.31", "2020-01-01", "2025-07-01", legacy: "000.00.31.H99", successors: ["H99.21"]),
            Sample.agency("H99.32", "2020-01-01", "2025-07-01", successors: ["H99.21"]),
            Sample.agency("H99.21", "2025-07-01"),
        ])

        #expect(try ProvinceImport(province, into: Province(), today: self.today).changedCount == 7)
    }

    @Test func `R4 a district after 30 June 2025 is refused`() throws {
        let late = try Sample.province([Sample.agency("H99.51", "2020-01-01", "2025-08-01", level: .district)])
        let inTime = try Sample.province([Sample.agency("H99.51", "2020-01-01", "2025-07-01", level: .district)])

        #expect(try self.fault(late) == [.levelNotInForce(.district, AgencyCode("H99.51"))])
        #expect(try self.fault(inTime) == [])
    }

    @Test func `R3 a period that has ended is not rewritten`() throws {
        let stored = try Sample.province([Sample.agency("H99.31", "2020-01-01", "2025-07-01", name: "Xã cũ")])
        let changed = Province(agencies: [
            try Sample.agency("H99.31", "2020-01-01", "2025-07-01", name: "Xã mới")
        ])

        #expect(
            try self.fault(changed, into: stored)
                == [.pastRewritten(AgencyCode("H99.31"), from: Sample.day("2020-01-01"))])
    }

    @Test func `R3 an ended agency may still get its successor`() throws {
        let stored = try Sample.province([
            Sample.agency("H99.31", "2020-01-01", "2025-07-01"), Sample.agency("H99.21", "2025-07-01"),
        ])
        let linked = Province(agencies: [
            try Sample.agency("H99.31", "2020-01-01", "2025-07-01", successors: ["H99.21"])
        ])

        #expect(try ProvinceImport(linked, into: stored, today: self.today).changedCount == 1)
    }

    @Test func `refuses two bearers of one code`() throws {
        let province = try Sample.province([
            Sample.agency("H99.21", "2020-01-01"), Sample.agency("H99.21", "2025-07-01"),
        ])

        #expect(try self.fault(province) == [.codeHeldTwice(AgencyCode("H99.21"))])
    }

    @Test func `refuses a successor that does not exist on the day`() throws {
        let province = try Sample.province([
            Sample.agency("H99.31", "2020-01-01", "2025-07-01", successors: ["H99.21", "H99.77"]),
            Sample.agency("H99.21", "2025-08-01"),
        ])

        #expect(
            try self.fault(province) == [
                .successorNotInForce(AgencyCode("H99.31"), successor: AgencyCode("H99.21")),
                .agencyUnknown(AgencyCode("H99.77")),
            ])
    }

    @Test func `R2 refuses an old form that reads as another code`() throws {
        let province = try Sample.province([Sample.agency("H99.21", legacy: "000.00.22.H99")])

        #expect(try self.fault(province) == [.legacyCodeDiffers("000.00.22.H99", AgencyCode("H99.21"))])
    }

    @Test func `R7 refuses a code with two meanings on one day`() throws {
        var province = try Sample.province([])
        province.codes += try ["2020-01-01", "2025-01-01"].map {
            CodeEntry(list: "paperType", code: "birth", name: "Khai sinh \($0)", validity: try Sample.period($0))
        }

        #expect(try self.fault(province) == [.codeEntriesOverlap(list: "paperType", code: "birth")])
    }

    @Test func `R5 refuses a make-up day on a weekday`() throws {
        let monday = try Sample.day("2026-03-02")
        var province = try Sample.province([])
        province.calendar = [CalendarDay(day: monday, isWorked: true, name: "Làm bù")]

        #expect(try self.fault(province) == [.makeUpDayIsWorkingDay(monday)])
    }

    @Test func `reports all faults together`() throws {
        var province = try Sample.province([
            Sample.agency("H99.21", name: ""), Sample.agency("H99.21", name: String(repeating: "ạ", count: 201)),
        ])
        province.people = [
            Person(
                officerCode: "CB001", fullName: "Mai Thị Nhạn",
                posts: [
                    Post(
                        agencyCode: try AgencyCode("H99.88"), title: "Công chức", role: "oneStop",
                        validity: try Sample.period("2025-07-01"))
                ])
        ]

        let faults = try self.fault(province)

        #expect(faults.contains(.duplicate("Agency H99.21")))
        #expect(faults.contains(.agencyUnknown(try AgencyCode("H99.88"))))
        #expect(faults.filter { $0 == .textMalformed("The name of agency H99.21") }.count == 2)
    }

    @Test func `R9 a name of 200 characters with marks is not too long`() throws {
        let name = String(repeating: "ệ".decomposed, count: 200)

        #expect(try self.fault(Sample.province([Sample.agency("H99.21", name: name)])) == [])
    }
}

extension String {
    /// The letter with its marks as single code points.
    fileprivate var decomposed: String {
        self == "ệ" ? "e\u{323}\u{302}" : self
    }
}
