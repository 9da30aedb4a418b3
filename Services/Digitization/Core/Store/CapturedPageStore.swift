import Clocks
import DigitizationDomain
import Postgres

/// Keeps what captured pages look like, and which of them a person has to look at.
struct CapturedPageStore: Sendable {
    /// Most pages a new paper is compared with.
    static let mostKnown = 5000

    let client: PostgresClient
    let clock: any UTCClock

    /// Pages captured before of the same owner or dossier, the latest first.
    func known(to paper: Paper) async throws -> [KnownPage] {
        let parts = paper.parts
        let rows = try await self.client.query(
            """
            SELECT difference_hash, title, page
            FROM captured_pages
            WHERE (owner_id = \(parts.ownerID) OR dossier_code = \(parts.dossierCode)) AND paper_id <> \(parts.id)
            ORDER BY paper_id DESC, page
            LIMIT \(Self.mostKnown)
            """)
        return try rows.map { row in
            let (hash, title, page) = try row.decode((Int64, String, Int).self)
            return KnownPage(differenceHash: UInt64(bitPattern: hash), place: "\(title), trang/page \(page)")
        }
    }

    /// Records the pages of a paper that was captured, and opens what a person has to look at.
    func record(_ paper: Paper, _ pages: RecognisedPages, in transaction: PostgresTransaction) async throws {
        let parts = paper.parts
        let title = parts.title.isEmpty ? parts.componentCode : parts.title
        for page in pages.pages {
            try await transaction.query(
                """
                INSERT INTO captured_pages (paper_id, page, owner_id, dossier_code, title, difference_hash, confidence)
                VALUES (
                    \(parts.id), \(page.number), \(parts.ownerID), \(parts.dossierCode), \(title),
                    \(Int64(bitPattern: page.differenceHash)), \(page.confidence))
                """)
        }
        let now = self.clock.now()
        for finding in paper.findings where finding.consequence == .review {
            try await transaction.query(
                """
                INSERT INTO page_reviews (paper_id, page, reason, agency_code, opened_at)
                VALUES (\(parts.id), \(finding.page), \(finding.reason), \(parts.agencyCode), \(now))
                ON CONFLICT (paper_id, page, reason) DO NOTHING
                """)
        }
    }

    /// Papers of an agency with pages nobody has looked at yet, those that have waited longest first.
    func toReview(agencyCode: String, limit: Int) async throws -> [PageReview] {
        let rows = try await self.client.query(
            """
            SELECT paper_id, page, reason, opened_at
            FROM page_reviews
            WHERE agency_code = \(agencyCode) AND reviewed_at IS NULL
            ORDER BY opened_at, paper_id, page
            LIMIT \(limit)
            """)
        return try rows.map { row in
            let (paper, page, reason, openedAt) = try row.decode((Identifier, Int, String, UTCInstant).self)
            return PageReview(paperID: paper, page: page, reason: reason, openedAt: openedAt)
        }
    }

    /// Notes that a person looked at a paper's page.
    ///
    /// - Returns: How many open reviews that ended; 0 when somebody did so before, or there was none.
    func close(paper: Identifier, page: Int, by officer: String) async throws -> Int {
        try await self.client.query(
            """
            UPDATE page_reviews
            SET reviewed_by = \(officer), reviewed_at = \(self.clock.now())
            WHERE paper_id = \(paper) AND page = \(page) AND reviewed_at IS NULL
            """
        ).affectedRows
    }
}
