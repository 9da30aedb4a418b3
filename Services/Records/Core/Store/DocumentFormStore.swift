import Clocks
import Postgres

/// Keeps in `document_forms` which newer bytes took the place of which, so that whoever stores a document later stores the newest.
struct DocumentFormStore: Sendable {
    /// The bytes of a document.
    struct Form: Hashable, Sendable {
        var sha256: [UInt8]
        var sizeBytes: Int64
    }

    /// A file is strengthened a few times in a lifetime; more is no honest chain.
    static let longestChain = 1_000

    let session: PostgresTransaction

    /// The newest form of a file, itself when nothing newer is known.
    ///
    /// Its digest is held until the transaction ends, so that a form that arrives meanwhile finds what is stored by then.
    ///
    /// - Throws: ``StoredValueError`` when the forms lead in a circle.
    func newest(of form: Form) async throws -> Form {
        var form = form
        for _ in 0..<Self.longestChain {
            try await self.hold(form.sha256)
            let rows = try await self.session.query(
                "SELECT sha256, size_bytes FROM document_forms WHERE former_sha256 = \(form.sha256)")
            guard let row = rows.first else { return form }
            let (sha256, size) = try row.decode(([UInt8], Int64).self)
            form = Form(sha256: sha256, sizeBytes: size)
        }
        throw StoredValueError("document_forms.sha256", "circle")
    }

    /// Takes a newer form in; every document that holds the former one holds it from now on.
    ///
    /// - Returns: How many documents that were.
    func take(_ newer: Form, inPlaceOf former: [UInt8], level: String, at now: UTCInstant) async throws -> Int {
        try await self.hold(former)
        try await self.session.query(
            """
            INSERT INTO document_forms (former_sha256, sha256, size_bytes, level, strengthened_at)
            VALUES (\(former), \(newer.sha256), \(newer.sizeBytes), \(level), \(now))
            ON CONFLICT (former_sha256) DO NOTHING
            """)
        let newest = try await self.newest(of: newer)
        return try await self.session.query(
            """
            UPDATE documents SET file_sha256 = \(newest.sha256), file_size_bytes = \(newest.sizeBytes)
            WHERE file_sha256 = \(former)
            """
        ).affectedRows
    }

    /// Holds a file's digest until the transaction ends: nobody stores it, strengthens it or lets go of it meanwhile.
    func hold(_ sha256: [UInt8]) async throws {
        try await self.session.query("SELECT pg_advisory_xact_lock(hashtextextended(encode(\(sha256), 'hex'), 1))::text")
    }
}
