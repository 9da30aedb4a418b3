import Clocks
import DigitizationDomain
import Postgres

/// How far campaigns are.
extension BacklogStore {
    /// The campaigns of an agency with plan, boxes and progress.
    ///
    /// - Parameters:
    ///   - agency: Agency; empty = all.
    ///   - id: Only this campaign; nil = all.
    func campaigns(agency: String, id: Identifier? = nil) async throws -> [BacklogCampaign] {
        let rows = try await self.papers.client.query(
            """
            SELECT id, agency_code, name, standard, planned_boxes, planned_records, planned_documents, opened_by, opened_at
            FROM backlog_campaigns
            WHERE (agency_code = \(agency) OR \(agency) = '') AND (id = \(id) OR \(id) IS NULL)
            ORDER BY opened_at, id
            """)
        var campaigns: [BacklogCampaign] = []
        for row in rows {
            var columns = ColumnReader(row)
            var campaign = BacklogCampaign(
                id: try columns.next(), agencyCode: try columns.next(), name: try columns.next(), standard: try columns.next(),
                plannedBoxes: try columns.next(), plannedRecords: try columns.next(), plannedDocuments: try columns.next(),
                openedBy: try columns.next(), openedAt: try columns.next())
            campaign.boxes = try await self.boxes(campaign.id)
            (campaign.listedRecords, campaign.progress) = try await self.progress(campaign.id)
            campaigns.append(campaign)
        }
        return campaigns
    }

    private func boxes(_ campaign: Identifier) async throws -> [BacklogCampaign.Box] {
        try await self.papers.client.query(
            """
            SELECT box, counted_records, (
                SELECT count(DISTINCT record_code)
                FROM backlog_documents
                WHERE backlog_documents.campaign_id = backlog_boxes.campaign_id AND backlog_documents.box = backlog_boxes.box)
            FROM backlog_boxes
            WHERE campaign_id = \(campaign)
            ORDER BY box
            """
        ).map { row in
            let (box, counted, listed) = try row.decode((String, Int, Int).self)
            return BacklogCampaign.Box(name: box, countedRecords: counted, listedRecords: listed)
        }
    }

    private func progress(_ campaign: Identifier) async throws -> (records: Int, BacklogProgress) {
        let since = self.papers.clock.now() + .seconds(-86_400)
        let rows = try await self.papers.client.query(
            """
            SELECT count(DISTINCT record_code), count(*), count(paper_id), count(papers.e_copy_sha256),
                count(*) FILTER (WHERE papers.state = 'refused'), coalesce(sum(backlog_documents.pages), 0)::bigint,
                coalesce(sum(papers.pages) FILTER (WHERE papers.e_copy_sha256 IS NOT NULL), 0)::bigint,
                coalesce(sum(papers.a4_hundredths) FILTER (WHERE papers.e_copy_sha256 IS NOT NULL), 0)::bigint,
                count(*) FILTER (WHERE papers.captured_at > \(since))
            FROM backlog_documents LEFT JOIN papers ON papers.id = backlog_documents.paper_id
            WHERE campaign_id = \(campaign)
            """)
        guard let row = rows.first else { return (0, BacklogProgress()) }
        var columns = ColumnReader(row)
        var progress = BacklogProgress()
        let records: Int = try columns.next()
        progress.listed = try columns.next()
        progress.attached = try columns.next()
        progress.captured = try columns.next()
        progress.refused = try columns.next()
        progress.listedPages = try columns.next()
        progress.capturedPages = try columns.next()
        progress.capturedA4Hundredths = try columns.next()
        progress.capturedLastDay = try columns.next()
        return (records, progress)
    }
}
