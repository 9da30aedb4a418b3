import Foundation
import ServiceKit
import TestSupport
import Testing

@testable import Digitization

struct ExtractionRulesFileTests {
    @Test func `the word standard means the rules that come along`() throws {
        #expect(try !DigitizationConfiguration.rules("standard").isEmpty)
    }

    @Test(arguments: [
        ("[{\"paperTypes\": [\"birth\"], \"rules\": []}]", "nothing at [0].stops"),
        ("[{\"paperTypes\": 3, \"rules\": [], \"stops\": []}]", "at [0].paperTypes"), ("[", "not that"), ("{}", "no Array<Any>"),
    ])
    func `a file that holds no rules is refused by its path and the place in it`(_ text: String, _ reason: String) async throws {
        try await TemporaryDirectory.with { folder in
            let path = "\(folder)/rules.json"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))

            let refusal = try #require(throws: SettingRefusal.self) { try DigitizationConfiguration.rules(path) }

            #expect(refusal.got.contains(path) && refusal.got.contains(reason), "\(refusal.got)")
        }
    }

    @Test func `a file that is not there is refused with the reason`() throws {
        let refusal = try #require(throws: SettingRefusal.self) { try DigitizationConfiguration.rules("/nowhere/rules.json") }

        #expect(refusal.got.contains("/nowhere/rules.json") && refusal.got.contains("cannot be read"))
    }
}
