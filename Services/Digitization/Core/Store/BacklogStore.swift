import Clocks
import DigitizationDomain
import Foundation
import Postgres

/// Keeps campaigns and the documents their sheets list.
struct BacklogStore: Sendable {
    /// Most names told at once.
    static let mostNames = 500

    let papers: PaperStore
    private var client: PostgresClient { self.papers.client }

    /// Opens a campaign or changes its plan.
    ///
    /// - Returns: Its id: that of the first time.
    func open(_ campaign: BacklogCampaign) async throws -> Identifier {
        try await self.client.withTransaction { transaction in
            let id = try await transaction.query(
                """
                INSERT INTO backlog_campaigns (
                    id, agency_code, name, standard, planned_boxes, planned_records, planned_documents, opened_by, opened_at)
                VALUES (
                    \(campaign.id), \(campaign.agencyCode), \(campaign.name), \(campaign.standard), \(campaign.plannedBoxes),
                    \(campaign.plannedRecords), \(campaign.plannedDocuments), \(campaign.openedBy), \(campaign.openedAt))
                ON CONFLICT (agency_code, name) DO UPDATE
                SET planned_boxes = excluded.planned_boxes, planned_records = excluded.planned_records,
                    planned_documents = excluded.planned_documents
                RETURNING id
                """
            ).decodeOnly(Identifier.self)
            for box in campaign.boxes {
                try await transaction.query(
                    """
                    INSERT INTO backlog_boxes (campaign_id, box, counted_records)
                    VALUES (\(id), \(box.name), \(box.countedRecords))
                    ON CONFLICT (campaign_id, box) DO UPDATE SET counted_records = excluded.counted_records
                    """)
            }
            return id
        }
    }

    /// Takes rows over, all in one transaction; a row already there is not doubled, one with a file is not changed.
    ///
    /// - Returns: What became of the rows; nil when there is no such campaign.
    func take(_ documents: [BacklogDocument], of sheet: StoredFile, into campaign: Identifier) async throws -> BacklogImport? {
        try await self.client.withTransaction { transaction in
            let known = try await transaction.query("SELECT id FROM backlog_campaigns WHERE id = \(campaign) FOR UPDATE")
            guard known.first != nil else { return nil }
            var listed = ListedKeys(
                try await transaction.query(
                    "SELECT record_code, ordinal, identifier, file_name FROM backlog_documents WHERE campaign_id = \(campaign)"
                ).map { try $0.decode((String, Int, String, String).self) })
            var result = BacklogImport()
            for document in documents {
                if let fault = listed.fault(document) {
                    result.faults.append(fault)
                    continue
                }
                let isNew = listed.add(document)
                let touched = try await self.write(document, of: sheet, into: campaign, in: transaction)
                if isNew { result.added += 1 } else if touched { result.changed += 1 } else { result.unchanged += 1 }
            }
            return result
        }
    }

    private func write(
        _ document: BacklogDocument, of sheet: StoredFile, into campaign: Identifier, in transaction: PostgresTransaction
    ) async throws -> Bool {
        let details = Dictionary(uniqueKeysWithValues: document.details.map { ($0.key.rawValue, $0.value) })
        return try await transaction.query(
            """
            INSERT INTO backlog_documents (
                campaign_id, record_code, ordinal, identifier, box, file_name, pages, details, sheet_sha256, sheet_row, listed_at)
            VALUES (
                \(campaign), \(document.recordCode), \(document.ordinal), \(document.identifier), \(document.box),
                \(document.fileName), \(document.pages), \(try PaperRow.json(details)), \(sheet.sha256), \(document.row),
                \(self.papers.clock.now()))
            ON CONFLICT (campaign_id, record_code, ordinal) DO UPDATE
            SET identifier = excluded.identifier, box = excluded.box, file_name = excluded.file_name, pages = excluded.pages,
                details = excluded.details, sheet_sha256 = excluded.sheet_sha256, sheet_row = excluded.sheet_row
            WHERE backlog_documents.paper_id IS NULL
                AND (backlog_documents.identifier, backlog_documents.box, backlog_documents.file_name, backlog_documents.pages,
                    backlog_documents.details)
                IS DISTINCT FROM (excluded.identifier, excluded.box, excluded.file_name, excluded.pages, excluded.details)
            """
        ).affectedRows == 1
    }

    /// Names of listed documents whose file is missing or whose scan was refused.
    func missingFiles(_ campaign: Identifier, after: String) async throws -> [String] {
        try await self.client.query(
            """
            SELECT file_name
            FROM backlog_documents LEFT JOIN papers ON papers.id = backlog_documents.paper_id
            WHERE campaign_id = \(campaign) AND file_name > \(after) AND (paper_id IS NULL OR papers.state = 'refused')
            ORDER BY file_name
            LIMIT \(Self.mostNames)
            """
        ).map { try $0.decode(column: 0) }
    }

    /// A listed document by its file.
    func document(_ campaign: Identifier, file: String) async throws -> ListedDocument? {
        let rows = try await self.client.query(
            """
            SELECT backlog_campaigns.agency_code, record_code, ordinal, backlog_documents.pages, details, paper_id, papers.state
            FROM backlog_documents
            JOIN backlog_campaigns ON backlog_campaigns.id = backlog_documents.campaign_id
            LEFT JOIN papers ON papers.id = backlog_documents.paper_id
            WHERE campaign_id = \(campaign) AND file_name = \(file)
            """)
        guard let row = rows.first else { return nil }
        let (agency, record, ordinal, pages) = (
            try row.decode(column: 0, as: String.self), try row.decode(column: 1, as: String.self),
            try row.decode(column: 2, as: Int.self), try row.decode(column: 3, as: Int.self)
        )
        let details = try PaperRow.decode([String: String].self, row.decode(column: 4, as: JSONText.self))
        let known = Dictionary(uniqueKeysWithValues: details.compactMap { key, value in SheetColumn(rawValue: key).map { ($0, value) } })
        let document = BacklogDocument(
            row: 0, recordCode: record, ordinal: ordinal, identifier: "", box: "", fileName: file, pages: pages, details: known)
        return ListedDocument(
            campaignID: campaign, agencyCode: agency, recordCode: record, ordinal: ordinal, pages: pages,
            paperTypeCode: document.paperTypeCode, title: String((known[.subject] ?? "").prefix(500)),
            paperID: try row.decode(column: 5, as: Identifier?.self),
            paperState: try row.decode(column: 6, as: String?.self).flatMap { PaperState(rawValue: $0) })
    }

    /// Binds a paper to a listed document, in place of none or of one whose scan was refused.
    ///
    /// - Returns: false when another good paper is there already.
    func bind(_ paper: Identifier, to document: ListedDocument) async throws -> Bool {
        try await self.client.query(
            """
            UPDATE backlog_documents
            SET paper_id = \(paper)
            WHERE campaign_id = \(document.campaignID) AND record_code = \(document.recordCode) AND ordinal = \(document.ordinal)
                AND (paper_id IS NULL OR paper_id = \(paper)
                    OR EXISTS (SELECT FROM papers WHERE papers.id = paper_id AND papers.state = 'refused'))
            """
        ).affectedRows == 1
    }
}

/// What the sheets of a campaign list so far.
private struct ListedKeys {
    private var owners: [String: String] = [:]

    init(_ rows: [(String, Int, String, String)]) {
        for (record, ordinal, identifier, file) in rows { self.note("\(record)/\(ordinal)", identifier, file) }
    }

    private mutating func note(_ owner: String, _ identifier: String, _ file: String) {
        self.owners["o:" + owner] = owner
        self.owners["i:" + identifier] = owner
        self.owners["f:" + file] = owner
    }

    /// Notes a document; true when it was not listed.
    mutating func add(_ document: BacklogDocument) -> Bool {
        let owner = "\(document.recordCode)/\(document.ordinal)"
        let isNew = self.owners["o:" + owner] == nil
        self.note(owner, document.identifier, document.fileName)
        return isNew
    }

    /// Says when an identifier or a file belongs to another document of an earlier sheet.
    func fault(_ document: BacklogDocument) -> SheetFault? {
        let owner = "\(document.recordCode)/\(document.ordinal)"
        for (column, prefix, key) in [(SheetColumn.identifier, "i:", document.identifier), (.file, "f:", document.fileName)] {
            guard let other = self.owners[prefix + key], other != owner else { continue }
            return SheetFault(
                row: document.row, column: column, messageVi: "“\(key)” đã dùng cho văn bản \(other) của một bảng trước",
                messageEn: "“\(key)” belongs to document \(other) of an earlier sheet")
        }
        return nil
    }
}
