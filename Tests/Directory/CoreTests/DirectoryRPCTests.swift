import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf
import Testing

@Suite(.timeLimit(.minutes(10))) struct DirectoryRPCTests {
    @Test(arguments: [
        ("H99.21", "2026-01-01", "Ủy ban nhân dân xã Cẩm Lâm"),
        ("000.00.21.H99", "2026-01-01", "Ủy ban nhân dân xã Cẩm Lâm"),
        ("H99.51.03", "2025-06-30", "Ủy ban nhân dân xã Cẩm Thượng"),
        ("000.03.51.H99", "2020-01-01", "Ủy ban nhân dân xã Cẩm Thượng"),
        ("H99.15", "2025-02-28", "Sở Giao thông vận tải"),
    ])
    func `R2 R3 an agency is found by either form of its code as of a day`(
        code: String, date: String, name: String
    ) async throws {
        try await RunningDirectory.runWithProvince { directory in
            let agency = try await directory.client.getAgency(
                try .with {
                    $0.code = code
                    $0.at = try day(date)
                }
            ).agency

            #expect(agency.name == name)
        }
    }

    @Test(arguments: [
        ("H99.51.03", "2025-07-01", HosoFailure.Code.notFound), ("H99.21", "2025-06-30", .notFound),
        ("H99.98", "2026-01-01", .notFound), ("", "2026-01-01", .invalidArgument),
        ("h99", "2026-01-01", .invalidArgument), ("H99\u{0}", "2026-01-01", .invalidArgument),
        (String(repeating: "H.", count: 40_000), "2026-01-01", .invalidArgument),
    ])
    func `an agency that did not exist on the day is not found`(
        code: String, date: String, expected: HosoFailure.Code
    ) async throws {
        try await RunningDirectory.runWithProvince { directory in
            let request = try Hoso_Directory_V1_GetAgencyRequest.with {
                $0.code = code
                $0.at = try day(date)
            }

            #expect(await directory.failure { try await $0.getAgency(request) }?.code == expected)
        }
    }

    @Test(arguments: [
        ("H99.51.03", "2025-06-30", ["H99.51.03"]), ("H99.51.03", "2026-01-01", ["H99.21"]),
        ("H99.51.04", "2026-01-01", ["H99.21"]), ("H99.15", "2026-01-01", ["H99.12"]),
        ("H99.51", "2026-01-01", ["H99.21", "H99.22", "H99.23"]), ("000.00.15.H99", "2026-01-01", ["H99.12"]),
    ])
    func `R3 the merged agencies resolve to who continues them`(
        code: String, date: String, expected: [String]
    ) async throws {
        try await RunningDirectory.runWithProvince { directory in
            let found = try await directory.client.resolveSuccessor(
                try .with {
                    $0.code = code
                    $0.at = try day(date)
                })

            #expect(found.agencies.map(\.code) == expected)
        }
    }

    @Test(arguments: [("2026-01-01", 12), ("2025-06-30", 9), ("2024-01-01", 10)])
    func `the agencies of a day come in pages ordered by code`(date: String, count: Int) async throws {
        try await RunningDirectory.runWithProvince { directory in
            var codes: [String] = []
            var after = ""
            repeat {
                let page = try await directory.client.listAgencies(
                    try .with { [after] in
                        $0.at = try day(date)
                        $0.limit = 5
                        $0.afterCode = after
                    })
                codes += page.agencies.map(\.code)
                after = page.nextAfterCode
            } while !after.isEmpty

            #expect(codes.count == count)
            #expect(codes == codes.sorted())
        }
    }

    @Test(arguments: [Int32(-1), 201, .max])
    func `refuses a page nobody can read`(limit: Int32) async throws {
        try await RunningDirectory.run { directory in
            #expect(await directory.failure { try await $0.listAgencies(.with { $0.limit = limit }) }?.pointer == "limit")
        }
    }

    @Test(arguments: [("2025-02-28", ["H99.15"]), ("2025-03-01", ["H99.12"]), ("2019-12-31", [])])
    func `R3 a person is shown with the posts of the day`(date: String, agencies: [String]) async throws {
        try await RunningDirectory.runWithProvince { directory in
            let moved = try #require(try RunningDirectory.province().people.last)
            let person = try await directory.client.getPerson(
                try .with {
                    $0.officerCode = moved.officerCode
                    $0.at = try day(date)
                }
            ).person

            #expect(person.posts.map(\.agencyCode) == agencies)
        }
    }

    @Test func `the people of an agency are those with a post there on the day`() async throws {
        try await RunningDirectory.runWithProvince { directory in
            let now = try await directory.client.listPeople(.with { $0.agencyCode = "H99.21" }).people
            let before = try await directory.client.listPeople(
                try .with {
                    $0.agencyCode = "H99.21"
                    $0.at = try day("2025-06-30")
                }
            ).people

            #expect(now.count == 6 && before.isEmpty)
            #expect(now.map(\.officerCode) == now.map(\.officerCode).sorted())
        }
    }

    @Test func `R5 the calendar gives exceptions, hours and how far it is decided`() async throws {
        try await RunningDirectory.runWithProvince { directory in
            let calendar = try await directory.client.getCalendar(
                try .with {
                    $0.from = try day("2026-08-01")
                    $0.to = try day("2026-09-30")
                })

            #expect(calendar.exceptions.map(\.working) == [true, false, false, false])
            #expect(calendar.hours.morningFrom == 420 && calendar.hours.afternoonTo == 1_020)
            #expect(calendar.decidedUntil == (try day("2026-12-31")))
        }
    }

    @Test(arguments: [("2026-01-01", "2028-03-12"), ("2026-01-02", "2026-01-01")])
    func `refuses a span no calendar is given for`(from: String, to: String) async throws {
        try await RunningDirectory.runWithProvince { directory in
            let request = try Hoso_Directory_V1_GetCalendarRequest.with {
                $0.from = try day(from)
                $0.to = try day(to)
            }

            #expect(await directory.failure { try await $0.getCalendar(request) }?.pointer == "to")
        }
    }

    @Test func `before the import there is no calendar, and the operator is told`() async throws {
        try await RunningDirectory.run { directory in
            let request = try Hoso_Directory_V1_GetCalendarRequest.with {
                $0.from = try day("2026-01-01")
                $0.to = try day("2026-01-02")
            }
            let failure = await directory.failure { try await $0.getCalendar(request) }

            #expect(failure?.code == .wrongState && failure?.whoCanMend == .operator)
        }
    }

    @Test(arguments: [("2025-06-30", 4), ("2025-07-01", 3)])
    func `R4 R7 the district level ends with 30 June 2025`(date: String, count: Int) async throws {
        try await RunningDirectory.runWithProvince { directory in
            let entries = try await directory.client.listCodes(
                try .with {
                    $0.list = "agencyLevel"
                    $0.at = try day(date)
                }
            ).entries

            #expect(entries.count == count)
            #expect(entries.contains { $0.code == "district" } == (count == 4))
        }
    }
}
