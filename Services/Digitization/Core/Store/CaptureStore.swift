import Clocks
import DigitizationDomain
import Foundation
import Postgres

/// Keeps captures. Every change is one transaction that holds the capture's row.
struct CaptureStore: Sendable {
    /// How long a capture is held by whoever judges its next page.
    static let lease: Duration = .seconds(120)

    static let columns = """
        id, dossier_id, dossier_code, component_code, paper_type_code, role, owner_id, agency_code, officer_code, title,
        minimum_dpi, opened_at, state, files, pages, revision, paper_id
        """
    /// How many columns ``columns`` are.
    static let columnCount = 17

    let papers: PaperStore
    private var client: PostgresClient { self.papers.client }
    private var clock: any UTCClock { self.papers.clock }

    init(papers: PaperStore) { self.papers = papers }

    /// Opens a capture once per key.
    ///
    /// - Returns: The capture the key stands for, and whether it was there before.
    func insert(_ capture: Capture, key: String) async throws -> (capture: Capture, replayed: Bool) {
        let parts = capture.parts
        let inserted = try await self.client.query(
            """
            INSERT INTO captures (
                id, idempotency_key, dossier_id, dossier_code, component_code, paper_type_code, role, owner_id, agency_code,
                officer_code, title, minimum_dpi, opened_at, state, leased_until, changed_at)
            VALUES (
                \(capture.id), \(key), \(parts.dossierID), \(parts.dossierCode), \(parts.componentCode), \(parts.paperTypeCode),
                \(parts.role.rawValue), \(parts.ownerID), \(parts.agencyCode), \(parts.officerCode), \(parts.title),
                \(parts.minimumDPI), \(capture.openedAt), \(capture.state.rawValue), \(capture.openedAt), \(capture.openedAt))
            ON CONFLICT (idempotency_key) DO NOTHING
            """)
        guard inserted.affectedRows == 0 else { return (capture, false) }
        let rows = try await self.client.query(
            "SELECT \(unsafeSQL: Self.columns) FROM captures WHERE idempotency_key = \(key)")
        guard let earlier = try rows.first.map(Self.capture) else { throw StoredCapture.malformed }
        return (earlier, true)
    }

    /// One capture.
    func capture(_ id: Identifier) async throws -> Capture? {
        try await self.client.query("SELECT \(unsafeSQL: Self.columns) FROM captures WHERE id = \(id)").first.map(Self.capture)
    }

    /// Open captures of an agency, the latest first.
    func open(agencyCode: String, limit: Int) async throws -> [Capture] {
        try await self.client.query(
            """
            SELECT \(unsafeSQL: Self.columns)
            FROM captures
            WHERE agency_code = \(agencyCode) AND state = 'open'
            ORDER BY opened_at DESC, id DESC
            LIMIT \(limit)
            """
        ).map(Self.capture)
    }

    /// The open capture of a component, the latest one; for files that only name what they belong to.
    func open(agencyCode: String, dossierCode: String, componentCode: String) async throws -> Capture? {
        try await self.client.query(
            """
            SELECT \(unsafeSQL: Self.columns)
            FROM captures
            WHERE agency_code = \(agencyCode) AND state = 'open' AND dossier_code = \(dossierCode)
                AND component_code = \(componentCode)
            ORDER BY opened_at DESC, id DESC
            LIMIT 1
            """
        ).first.map(Self.capture)
    }

    /// Changes a capture. `change` is synchronous: nothing is awaited meanwhile.
    ///
    /// - Returns: The changed capture; nil when there is none.
    @discardableResult
    func update(_ id: Identifier, _ change: @Sendable (inout Capture) throws -> Void) async throws -> Capture? {
        try await self.client.withTransaction { transaction in
            guard var capture = try await self.lock(id, in: transaction) else { return nil }
            try change(&capture)
            try await self.write(capture, in: transaction)
            return capture
        }
    }

    /// Binds a capture and takes its paper in, both or neither.
    ///
    /// - Parameters:
    ///   - revision: The pages the paper was made of; when they changed meanwhile nothing is done.
    ///   - paper: The paper.
    /// - Throws: `CaptureError`.
    func bind(_ id: Identifier, revision: Int64, paper: Paper) async throws -> Capture? {
        try await self.client.withTransaction { transaction in
            guard var capture = try await self.lock(id, in: transaction) else { return nil }
            guard capture.revision == revision else { throw CaptureError.changedMeanwhile }
            try capture.bind(as: paper.parts.id, declaredPages: paper.parts.declaredPages)
            _ = try await self.papers.insert(paper, key: "capture:\(id)", in: transaction)
            try await self.write(capture, in: transaction)
            return capture
        }
    }

    /// Takes the open capture whose pages have waited longest for the quality gate.
    func claimToJudge() async throws -> Capture? {
        let now = self.clock.now()
        let rows = try await self.client.query(
            """
            WITH due AS (
                SELECT id
                FROM captures
                WHERE state = 'open' AND unjudged > 0 AND leased_until <= \(now)
                ORDER BY changed_at
                LIMIT 1
                FOR UPDATE SKIP LOCKED
            )
            UPDATE captures
            SET leased_until = \(now + Self.lease)
            FROM due
            WHERE captures.id = due.id
            RETURNING captures.id
            """)
        guard let id = try rows.first?.decode(column: 0, as: Identifier.self) else { return nil }
        return try await self.capture(id)
    }

    private func lock(_ id: Identifier, in transaction: PostgresTransaction) async throws -> Capture? {
        try await transaction.query(
            "SELECT \(unsafeSQL: Self.columns) FROM captures WHERE id = \(id) FOR UPDATE"
        ).first.map(Self.capture)
    }

    func write(_ capture: Capture, in transaction: PostgresTransaction) async throws {
        let now = self.clock.now()
        try await transaction.query(
            """
            UPDATE captures
            SET state = \(capture.state.rawValue), files = \(try PaperRow.json(capture.files.map(StoredCapture.File.init))),
                pages = \(try PaperRow.json(capture.pages.map(StoredCapture.Page.init))), revision = \(capture.revision),
                paper_id = \(capture.paperID), unjudged = \(capture.unjudged.count), leased_until = \(now), changed_at = \(now)
            WHERE id = \(capture.id)
            """)
    }

    static func capture(_ row: PostgresRow) throws -> Capture {
        var columns = ColumnReader(row)
        let (id, dossierID): (Identifier, Identifier) = (try columns.next(), try columns.next())
        let codes = try (0..<3).map { _ in try columns.next(String.self) }
        let role: PaperRole = try columns.word()
        let names = try (0..<4).map { _ in try columns.next(String.self) }
        let parts = CaptureParts(
            dossierID: dossierID, dossierCode: codes[0], componentCode: codes[1], paperTypeCode: codes[2], role: role,
            ownerID: names[0], agencyCode: names[1], officerCode: names[2], title: names[3], minimumDPI: try columns.next())
        let openedAt: UTCInstant = try columns.next()
        let state: CaptureState = try columns.word()
        let files = try self.list([StoredCapture.File].self, try columns.next()).map { try $0.file() }
        let pages = try self.list([StoredCapture.Page].self, try columns.next()).map { try $0.page() }
        return Capture(
            loading: id, parts: parts, openedAt: openedAt, state: state, files: files, pages: pages,
            revision: try columns.next(), paperID: try columns.next())
    }

    private static func list<Value: Decodable>(_ type: [Value].Type, _ json: JSONText) throws -> [Value] {
        do { return try JSONDecoder().decode(type, from: Data(json.text.utf8)) } catch { throw StoredCapture.malformed }
    }
}
