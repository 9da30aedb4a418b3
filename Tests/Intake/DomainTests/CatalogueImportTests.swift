import Clocks
import IntakeDomain
import Testing

@Suite struct CatalogueImportTests {
    @Test func `the same versions again change nothing`() throws {
        let version = try Sample.procedure()

        let again = try CatalogueImport([version], into: [version])

        #expect(again.added.isEmpty && again.ended.isEmpty && again.unchangedCount == 1)
    }

    @Test func `R14 a version that dossiers were bound to is not rewritten`() throws {
        let stored = try Sample.procedure()
        let changed = try Sample.procedure(name: "Khác")

        #expect(throws: CatalogueFaults(faults: [.versionRewritten("1.002030", 1)])) {
            try CatalogueImport([changed], into: [stored])
        }
    }

    @Test func `R14 a new version ends the old one on the day before`() throws {
        let stored = try Sample.procedure()
        let ended = try Sample.procedure(until: "2027-03-01")
        let next = try Sample.procedure(version: 2, from: "2027-03-01")

        let result = try CatalogueImport([ended, next], into: [stored])

        #expect(result.ended == [ended] && result.added == [next])
    }

    @Test func `R14 two versions in force on one day are refused`() throws {
        let next = try Sample.procedure(version: 2, from: "2027-03-01")

        #expect(throws: CatalogueFaults(faults: [.versionsOverlap("1.002030", 1, 2)])) {
            try CatalogueImport([next], into: [Sample.procedure()])
        }
    }

    @Test(arguments: ["", "1.00203", "1.0020301", "12002030", "1,002030", "١.002030", "1.00203a"])
    func `refuses a malformed procedure code`(code: String) {
        #expect(throws: CatalogueFaults(faults: [.codeMalformed(code)])) { try Sample.procedure(code: code) }
    }

    @Test func `reports all faults of a version together`() {
        #expect(
            throws: CatalogueFaults(faults: [
                .versionOutOfRange("1.002030", 0), .limitOutOfRange("1.002030"), .cutOffOutOfRange("1.002030"),
                .textMalformed("1.002030", component: nil), .componentTwice("1.002030", component: "TP01"),
            ])
        ) {
            try Sample.procedure(
                version: 0, limit: .workingDays(0), cutOff: 1_440, name: "",
                components: [Sample.rule("TP01"), Sample.rule("TP01")])
        }
    }
}
