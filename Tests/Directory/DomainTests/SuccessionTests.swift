import DirectoryDomain
import Testing

@Suite struct SuccessionTests {
    private let succession: Succession

    init() throws {
        self.succession = Succession(agencies: [
            try Sample.agency("H99.31", "2020-01-01", "2025-07-01", successors: ["H99.21"]),
            try Sample.agency("H99.32", "2020-01-01", "2025-07-01", successors: ["H99.21", "H99.22"]),
            try Sample.agency("H99.33", "2020-01-01", "2025-07-01"),
            try Sample.agency("H99.21", "2025-07-01", "2026-03-01", successors: ["H99.41"]),
            try Sample.agency("H99.22", "2025-07-01"),
            try Sample.agency("H99.41", "2026-03-01"),
        ])
    }

    @Test(arguments: [
        ("H99.31", "2024-05-01", ["H99.31"]),
        ("H99.31", "2025-06-30", ["H99.31"]),
        ("H99.31", "2025-07-01", ["H99.21"]),
        ("H99.31", "2026-03-01", ["H99.41"]),
        ("H99.32", "2025-12-01", ["H99.21", "H99.22"]),
        ("H99.32", "2026-12-01", ["H99.22", "H99.41"]),
        ("H99.33", "2026-01-01", []),
        ("H99.41", "2025-01-01", []),
        ("H99.99", "2026-01-01", []),
    ])
    func `R3 finds who is responsible across mergers`(code: String, date: String, expected: [String]) throws {
        let found = try self.succession.responsible(for: AgencyCode(code), on: Sample.day(date))

        #expect(found.map(\.code.description).sorted() == expected)
    }

    @Test func `R3 a code borne again after a break is found by its day`() throws {
        let succession = Succession(agencies: [
            try Sample.agency("H99.31", "2010-01-01", "2015-01-01", successors: ["H99.32"]),
            try Sample.agency("H99.32", "2010-01-01", "2020-01-01", successors: ["H99.31"]),
            try Sample.agency("H99.31", "2020-01-01"),
        ])

        let found = try succession.responsible(for: AgencyCode("H99.31"), on: Sample.day("2017-01-01"))

        #expect(found.map(\.code.description) == ["H99.32"])
    }
}
