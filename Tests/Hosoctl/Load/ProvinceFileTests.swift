import Foundation
import HosoProto
import ServiceKit
import TestSupport
import Testing

@testable import Hosoctl

struct ProvinceFileTests {
    private func failure(_ text: String) async throws -> CommandFailure? {
        try await TemporaryDirectory.with { directory in
            let path = "\(directory)/directory.json"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            do {
                _ = try ProvinceFile(path: path).message(Hoso_Directory_V1_ImportProvinceRequest.self)
                return nil
            } catch let failure as CommandFailure {
                return failure
            }
        }
    }

    @Test func `reads the request in a file`() async throws {
        let text = #"{"agencies": [{"code": "H99", "level": "AGENCY_LEVEL_PROVINCE"}]}"#

        #expect(try await self.failure(text) == nil)
    }

    @Test(arguments: [
        ("{\n\"agencies\": [\n{\"code\": \"H99\", \"colour\": 3}]}", "line 3, at agencies[0].colour"),
        ("{\n\"people\": [\n{},\n{\"fullName\": 7}]}", "line 4, at people[1]"),
        ("{\n\"agencies\": [\n{\"level\": \"NO_SUCH_LEVEL\"}]}", "line 3, at agencies[0]"),
        ("{\n\"agencies\": 3}", "line 2, at agencies"),
        ("{\n\"agencies\": [}", "line 2"),
    ])
    func `a bad file is named with line, place and what is expected`(_ text: String, _ place: String) async throws {
        let failure = try await self.failure(text)

        #expect(failure?.exitCode == .badFile)
        #expect(failure?.words.english.contains("directory.json, \(place)") == true, "\(failure?.words.english ?? "read")")
    }

    @Test func `a missing file is a bad file`() {
        #expect { try ProvinceFile(path: "/nowhere/directory.json") } throws: { error in
            (error as? CommandFailure)?.exitCode == .badFile
        }
    }

    @Test func `the place of a service's refusal is found in the file`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = "\(directory)/plan.json"
            try Data("{\n\"plan\": {\n\"year\": 2026,\n\"agencyCode\": \"H99\"}}".utf8).write(to: URL(fileURLWithPath: path))

            let failure = try ProvinceFile(path: path).failure(pointer: "plan.agencyCode", Words("sai", "wrong"))

            #expect(failure.words.english == "\(path), line 4, at plan.agencyCode: wrong")
            #expect(failure.mend?.english.contains("mend it and load again") == true)
        }
    }

    @Test func `every place of a refusal gets its line, by the name the file uses`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = "\(directory)/directory.json"
            let text = "{\n\"people\": [\n{\"posts\": [\n{\n\"agencyCode\": \"H99.78\"}]},\n{}]}"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))

            let failure = try ProvinceFile(path: path).failure(
                pointer: "people[0].posts[0].agency_code",
                Words("sai", "2 faults. people[0].posts[0].agency_code: not known. people[1]: stands twice."), mender: .operator)

            #expect(
                failure.words.english
                    == "\(path), line 5, at people[0].posts[0].agencyCode: 2 faults. people[0].posts[0].agencyCode (line 5): "
                    + "not known. people[1] (line 6): stands twice.")
            #expect(failure.mend?.english.contains("doctor") == true)
        }
    }
}
