/// The rules about numbers and checksums, without a database.
enum MigrationPlan {
    /// What `hoso_migrations` says about one migration.
    struct Applied: Hashable, Sendable {
        let version: Int
        let name: String
        let checksum: [UInt8]
    }

    /// Sorts by number and refuses lists with holes.
    ///
    /// A hundred starts a new block: what several modules bring along is numbered 0001…, what a service brings 0100….
    ///
    /// - Throws: `.badNumbering` for a number twice, out of range, or one that was left out.
    static func ordered(_ migrations: [Migration]) throws(MigrationError) -> [Migration] {
        let ordered = migrations.sorted { $0.version < $1.version }
        var previous: Migration?
        for migration in ordered {
            guard (1...9999).contains(migration.version) else {
                throw self.numbering("\(migration.name) has the number \(migration.version). Use 1 to 9999.")
            }
            if let previous, previous.version == migration.version {
                throw self.numbering(
                    "\(previous.fileName) and \(migration.fileName) have one number. Give one of them the next free number.")
            }
            let expected = (previous?.version ?? 0) + 1
            guard migration.version == expected || migration.version % 100 == 0 else {
                throw self.numbering(
                    "Number \(expected) is missing before \(migration.fileName). "
                        + "Number the files without holes; only a new hundred may start anywhere.")
            }
            previous = migration
        }
        return ordered
    }

    /// The migrations that have not been applied.
    ///
    /// - Throws: `.changed`, `.missing` or `.outOfOrder`.
    static func outstanding(_ ordered: [Migration], applied: [Applied]) throws(MigrationError) -> [Migration] {
        var known: [Int: Migration] = [:]
        for migration in ordered { known[migration.version] = migration }
        for step in applied {
            guard let migration = known[step.version] else {
                throw MigrationError(
                    code: .missing,
                    message: "Migration \(step.version) (\(step.name)) was applied but is not in this release. "
                        + "Run a release that has it: the database is newer than this program.")
            }
            guard migration.checksum == step.checksum else {
                throw MigrationError(
                    code: .changed,
                    message: "\(migration.fileName) was changed after it had been applied. "
                        + "Restore the file as it was and put the change into a new file.")
            }
        }
        let done = Set(applied.map(\.version))
        let outstanding = ordered.filter { !done.contains($0.version) }
        // Within one block; the block of a module may grow after a service has begun its own.
        for migration in outstanding {
            if let later = done.filter({ $0 / 100 == migration.version / 100 && $0 > migration.version }).min() {
                throw MigrationError(
                    code: .outOfOrder,
                    message: "\(migration.fileName) is new, but migration \(later) was applied before it. "
                        + "Give the new file the next free number.")
            }
        }
        return outstanding
    }

    private static func numbering(_ message: String) -> MigrationError {
        MigrationError(code: .badNumbering, message: message)
    }
}
