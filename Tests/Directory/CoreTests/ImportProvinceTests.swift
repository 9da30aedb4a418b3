import Foundation
import GRPCCore
import HosoProto
import ServiceKit
import SwiftProtobuf
import Testing

@Suite(.timeLimit(.minutes(10))) struct ImportProvinceTests {
    @Test func `the sample province imports, and again changes nothing`() async throws {
        try await RunningDirectory.run { directory in
            let first = try await directory.client.importProvince(try RunningDirectory.province())
            let second = try await directory.client.importProvince(try RunningDirectory.province())

            #expect(first.unchanged == 0)
            #expect(first.changed > 190)
            #expect(second.changed == 0)
            #expect(second.unchanged == first.changed)
        }
    }

    @Test func `each agency and person that changed is told once`() async throws {
        try await RunningDirectory.run { directory in
            let province = try RunningDirectory.province()
            _ = try await directory.client.importProvince(province)
            var renamed = Hoso_Directory_V1_ImportProvinceRequest()
            renamed.people = [province.people[0]]
            renamed.people[0].fullName = "Tạ Bá Thuật"
            _ = try await directory.client.importProvince(renamed)

            #expect(try await directory.eventCount("directory.agency_recorded.v1") == province.agencies.count)
            #expect(try await directory.eventCount("directory.person_recorded.v1") == province.people.count + 1)
        }
    }

    @Test func `a person keeps the identity given at the first import`() async throws {
        try await RunningDirectory.run { directory in
            _ = try await directory.client.importProvince(try RunningDirectory.province())
            let before = try await directory.client.getPerson(.with { $0.officerCode = "HS0031" }).person
            var changed = Hoso_Directory_V1_ImportProvinceRequest()
            changed.people = [before]
            changed.people[0].id = .init()
            changed.people[0].fullName = "Đỗ Sỹ Vịnh"
            _ = try await directory.client.importProvince(changed)

            let after = try await directory.client.getPerson(.with { $0.officerCode = "HS0031" }).person

            #expect(before.id.count == 16 && before.id == after.id)
            #expect(after.fullName == "Đỗ Sỹ Vịnh")
        }
    }

    @Test func `data with faults is refused with all of them and nothing is stored`() async throws {
        try await RunningDirectory.run { directory in
            var province = try RunningDirectory.province()
            province.agencies[1].name = ""
            province.agencies[2].parentCode = "H99.77"

            let failure = await directory.failure { [province] in try await $0.importProvince(province) }

            #expect(failure?.code == .invalidArgument)
            #expect(failure?.messageEn.contains("2 faults") == true)
            #expect(try await directory.client.listAgencies(.init()).agencies.isEmpty)
        }
    }

    @Test(arguments: [
        ("name", "agencies[1].name"), ("parent", "agencies[2].parent_code"), ("legacy", "agencies[1].legacy_code"),
        ("twice", "people[1]"), ("post", "people[0].posts[0].agency_code"), ("title", "people[2].posts[0].title"),
        ("successor", "agencies[1].successor_codes[0]"), ("day", "calendar[0].name"), ("entry", "codes[3].name"),
    ])
    func `a fault names the place of the row that has it`(what: String, pointer: String) async throws {
        try await RunningDirectory.run { directory in
            var province = try RunningDirectory.province()
            switch what {
            case "name": province.agencies[1].name = ""
            case "parent": province.agencies[2].parentCode = "H99.77"
            case "legacy": province.agencies[1].legacyCode = "000.00.77.H99"
            case "twice": province.people[1] = province.people[0]
            case "post": province.people[0].posts[0].agencyCode = "H99.78"
            case "title": province.people[2].posts[0].title = "a\u{7}"
            case "successor": province.agencies[1].successorCodes = ["H99.79"]
            case "day": province.calendar[0].name = ""
            default: province.codes[3].name = String(repeating: "x", count: 501)
            }

            let failure = await directory.failure { [province] in try await $0.importProvince(province) }

            #expect(failure?.pointer == pointer)
            #expect(failure?.messageEn.contains("\(pointer): ") == true, "\(failure?.messageEn ?? "")")
            #expect(failure?.messageVi.contains("\(pointer): ") == true && failure?.whoCanMend == .caller)
        }
    }

    @Test(arguments: ["level", "code", "day", "hours", "period"])
    func `a value that cannot be read is refused by its name`(what: String) async throws {
        try await RunningDirectory.run { directory in
            var province = try RunningDirectory.province()
            let pointer: String
            switch what {
            case "level":
                province.agencies[3].level = .UNRECOGNIZED(77)
                pointer = "agencies[3].level"
            case "code":
                province.agencies[3].code = "h99\u{0}"
                pointer = "agencies[3].code"
            case "day":
                province.calendar[0].day.month = 13
                pointer = "calendar[0].day"
            case "hours":
                province.hours.afternoonTo = .max
                pointer = "hours"
            default:
                province.agencies[3].validTo = try day("1999-01-01")
                pointer = "agencies[3].valid_to"
            }

            let failure = await directory.failure { [province] in try await $0.importProvince(province) }

            #expect(failure?.code == .invalidArgument && failure?.pointer == pointer)
        }
    }

    @Test func `two imports at once end as one`() async throws {
        try await RunningDirectory.run { directory in
            let province = try RunningDirectory.province()
            async let first = directory.client.importProvince(province)
            async let second = directory.client.importProvince(province)

            let changed = try await [first.changed, second.changed].sorted()

            #expect(changed[0] == 0 && changed[1] > 190)
            #expect(try await directory.eventCount("directory.agency_recorded.v1") == province.agencies.count)
        }
    }
}

extension RunningDirectory {
    /// The failure a call ends with, or `nil`.
    func failure<Answer>(_ call: @Sendable (Client) async throws -> Answer) async -> HosoFailure? {
        do {
            _ = try await call(self.client)
            return nil
        } catch let error as RPCError {
            return HosoFailure(error)
        } catch {
            return nil
        }
    }
}
