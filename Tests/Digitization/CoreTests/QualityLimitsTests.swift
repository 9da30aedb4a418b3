import Foundation
import OCR
import Testing

@testable import Digitization

/// Limits per paper type are data, and every fault of the data is told at once.
@Suite struct QualityLimitsTests {
    @Test func `R25 a paper type has its own limits, others have the standard ones`() throws {
        let limits = try QualityLimits(json: Array(#"""
            {"standard": {"maximumSkewDegrees": 4},
             "types": {"land": {"minimumDpi": 300, "sheets": ["A4", "A3"]}, "map": {"colourRequired": false, "minimumDpi": 400}}}
            """#.utf8))

        let land = limits.thresholds(for: "land", minimumDPI: 200)
        #expect(land.minimumDPI == 300 && land.sheets == [.a4, .a3] && land.maximumSkewDegrees == 4 && land.colourRequired)
        #expect(limits.thresholds(for: "land", minimumDPI: 600).minimumDPI == 600)
        #expect(!limits.thresholds(for: "map", minimumDPI: 200).colourRequired)
        #expect(limits.thresholds(for: "licence", minimumDPI: 200).minimumDPI == 200)
    }

    @Test func `R25 the file that comes with the suite is right and asks 300 dpi for everything with a map or a drawing`() throws {
        let path = Desk.fixtures.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "deploy/digitization/quality-limits.json")
        let limits = try QualityLimits(json: [UInt8](try Data(contentsOf: path)))

        let drawn = ["land", "landExtract", "cadastralMap", "planningMap", "sitePlan", "constructionDrawing"]
        #expect(drawn.allSatisfy { limits.thresholds(for: $0, minimumDPI: 200).minimumDPI == 300 })
        #expect(drawn.allSatisfy { !limits.thresholds(for: $0, minimumDPI: 200).sheets.isEmpty })
        #expect(limits.types["cadastralMap"]?.sheets.contains(.a0) == true && limits.types["land"]?.sheets == [.a4, .a3])
        for type in ["licence", "birth", "photograph"] { #expect(limits.thresholds(for: type, minimumDPI: 200).minimumDPI == 200) }
        #expect(limits.types.values.allSatisfy(\.colourRequired) && limits.standard.colourRequired)
    }

    @Test func `R25 all faults of a file are told at once, each with its place`() {
        let faults = #expect(throws: QualityLimitsFaults.self) {
            try QualityLimits(json: Array(#"""
                {"standart": {}, "standard": {"minimumDpi": 100, "colourRequired": 1},
                 "types": {"land": {"sheets": ["A4", "B5"], "minimumDpi": 300.5}, "map": 7, "x": {"maximumSkewDegrees": "much", "dpi": 300}}}
                """#.utf8))
        }

        #expect(faults?.faults.map { String($0.prefix { $0 != ":" }) } == [
            "$.standart", "$.standard.colourRequired", "$.standard.minimumDpi", "$.types.land.minimumDpi", "$.types.land.sheets",
            "$.types.map", "$.types.x.dpi", "$.types.x.maximumSkewDegrees",
        ])
    }

    @Test(arguments: ["", "[", "[]", "7", "{\"types\": []}", "{\"standard\": null}", "nonsense"])
    func `a file of another shape is refused`(text: String) {
        #expect(throws: QualityLimitsFaults.self) { try QualityLimits(json: Array(text.utf8)) }
    }

    @Test func `a file that is not there is refused by its path`() throws {
        let refusal = #expect(throws: (any Error).self) { try DigitizationConfiguration.quality("/nowhere/limits.json") }

        #expect("\(try #require(refusal))".contains("/nowhere/limits.json"))
    }
}
