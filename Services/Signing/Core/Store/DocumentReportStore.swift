import Clocks
import PKI
import Postgres
import SigningDomain

/// Keeps what documents were found to be worth in `document_reports`.
struct DocumentReportStore: Sendable {
    let session: any PostgresSession

    private static let columns = """
        document_sha256, document_bytes, judged_at, confirmed_at, verdict, sub_indication, level, format_version, report,
        words_vi, words_en
        """

    /// The newest report about a document, or nil.
    func newest(of document: [UInt8]) async throws -> KeptReport? {
        let found = try await self.session.query(
            """
            SELECT \(unsafeSQL: Self.columns) FROM document_reports
            WHERE document_sha256 = \(document)
            ORDER BY judged_at DESC
            LIMIT 1
            """
        ).first.map(Self.report)
        guard var report = found else { return nil }
        report.evidence = try await EvidenceStore(session: self.session).items(of: document, judgedAt: report.judgedAt)
        return report
    }

    /// Writes a report with its evidence; one that says the same as the newest only confirms it.
    ///
    /// - Returns: The report as it is stored now.
    func keep(_ report: KeptReport) async throws -> KeptReport {
        // One at a time for one document, so that two verdicts at once do not both become the newest.
        _ = try await self.session.query(
            "SELECT pg_advisory_xact_lock(hashtextextended(encode(\(report.documentSHA256), 'hex'), 0))::text")
        if var newest = try await self.newest(of: report.documentSHA256), newest.says(theSameAs: report) {
            newest.confirmedAt = max(newest.confirmedAt, report.judgedAt)
            _ = try await self.session.query(
                """
                UPDATE document_reports SET confirmed_at = \(newest.confirmedAt)
                WHERE document_sha256 = \(newest.documentSHA256) AND judged_at = \(newest.judgedAt)
                """)
            return newest
        }
        try await EvidenceStore(session: self.session).insert(report.evidence)
        _ = try await self.session.query(
            """
            INSERT INTO document_reports (\(unsafeSQL: Self.columns))
            VALUES
                (\(report.documentSHA256), \(report.documentBytes), \(report.judgedAt), \(report.confirmedAt),
                 \(report.verdict.rawValue), \(report.subIndication), \(report.level?.rawValue ?? ""), \(report.formatVersion),
                 \(report.json), \(report.vietnamese), \(report.english))
            ON CONFLICT (document_sha256, judged_at) DO NOTHING
            """)
        _ = try await self.session.query(
            """
            INSERT INTO report_evidence (document_sha256, judged_at, evidence_sha256)
            SELECT \(report.documentSHA256), \(report.judgedAt), piece FROM unnest(\(report.evidence.map(\.sha256))) AS piece
            ON CONFLICT DO NOTHING
            """)
        return report
    }

    private static func report(_ row: PostgresRow) throws -> KeptReport {
        let (sha256, size, judgedAt, confirmedAt, verdict, sub, level, version, json, vietnamese, english) = try row.decode(
            ([UInt8], Int64, UTCInstant, UTCInstant, String, String, String, Int, String, String, String).self)
        guard let indication = Indication(rawValue: verdict) else { throw StoredValueError("document_reports.verdict") }
        return KeptReport(
            documentSHA256: sha256, documentBytes: size, judgedAt: judgedAt, confirmedAt: confirmedAt, verdict: indication,
            subIndication: sub, level: BaselineLevel(rawValue: level), formatVersion: version, json: json, vietnamese: vietnamese,
            english: english, evidence: [])
    }
}

extension KeptReport {
    /// Whether verdict, level and evidence are the same; only the time of judging differs.
    fileprivate func says(theSameAs other: KeptReport) -> Bool {
        self.verdict == other.verdict && self.subIndication == other.subIndication && self.level == other.level
            && self.formatVersion == other.formatVersion
            && Set(self.evidence.map(\.sha256)) == Set(other.evidence.map(\.sha256))
    }
}
