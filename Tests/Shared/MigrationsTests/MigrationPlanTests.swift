import Testing

@testable import Migrations

@Suite struct MigrationPlanTests {
    private func migrations(_ versions: [Int]) -> [Migration] {
        versions.map { Migration(version: $0, name: "step_\($0)", sql: "SELECT \($0)") }
    }

    private func applied(_ versions: [Int]) -> [MigrationPlan.Applied] {
        migrations(versions).map { .init(version: $0.version, name: $0.name, checksum: $0.checksum) }
    }

    @Test(arguments: ["0001_create_dossiers.sql", "0100_a.sql", "9999_x_1.sql"])
    func `reads a file name`(_ name: String) throws {
        let migration = try #require(Migration(fileName: name, contents: Array("SELECT 1".utf8)))
        #expect(migration.fileName == name)
    }

    @Test(arguments: [
        "", "1_a.sql", "0000_a.sql", "0001.sql", "0001_.sql", "0001_A.sql", "0001_a.SQL", "0001_a.sql.bak", "x0001_a.sql",
        "0001_a b.sql", "0001_../a.sql", "00001_a.sql", "-001_a.sql", "٠٠٠١_a.sql",
    ])
    func `refuses a file name of another form`(_ name: String) {
        #expect(Migration(fileName: name, contents: Array("SELECT 1".utf8)) == nil)
    }

    @Test(arguments: [[0xFF, 0xFE], [0x53, 0x00]] as [[UInt8]])
    func `refuses contents that are not text`(_ contents: [UInt8]) {
        #expect(Migration(fileName: "0001_a.sql", contents: contents) == nil)
    }

    @Test(arguments: [[], [1], [1, 2, 3], [3, 1, 2], [1, 2, 100, 101], [100], [1, 100, 200]])
    func `orders numbers without holes`(_ versions: [Int]) throws {
        #expect(try MigrationPlan.ordered(migrations(versions)).map(\.version) == versions.sorted())
    }

    @Test(arguments: [[2], [1, 1], [1, 3], [1, 2, 101], [100, 102], [0], [-1], [10_000], [100, 100]])
    func `refuses numbers twice, out of range or with holes`(_ versions: [Int]) {
        #expect(throws: MigrationError(code: .badNumbering, message: "")) {
            try MigrationPlan.ordered(migrations(versions))
        }
    }

    @Test func `finds what is outstanding, also in the block of a module`() throws {
        let outstanding = try MigrationPlan.outstanding(migrations([1, 2, 3, 100, 101]), applied: applied([1, 2, 100]))
        #expect(outstanding.map(\.version) == [3, 101])
    }

    @Test func `refuses what was applied and is changed, missing or overtaken`() {
        let given = migrations([1, 2, 3])
        let changed = [MigrationPlan.Applied(version: 1, name: "step_1", checksum: [1])]
        #expect(throws: MigrationError(code: .changed, message: "")) {
            try MigrationPlan.outstanding(given, applied: changed)
        }
        #expect(throws: MigrationError(code: .missing, message: "")) {
            try MigrationPlan.outstanding(given, applied: applied([1, 2, 3, 4]))
        }
        #expect(throws: MigrationError(code: .outOfOrder, message: "")) {
            try MigrationPlan.outstanding(given, applied: applied([1, 3]))
        }
    }
}
