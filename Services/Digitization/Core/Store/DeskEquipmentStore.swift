import DigitizationDomain
import Messaging
import Postgres

/// Keeps what each desk has to work with.
struct DeskEquipmentStore: Sendable {
    /// Most desks shown at once: a province has a few hundred.
    static let mostDesks = 2000

    let papers: PaperStore
    let events: DigitizationEvents

    /// Records a desk in place of what was known of it, and tells it.
    func record(_ desk: DeskEquipment) async throws {
        try await self.papers.client.withTransaction { transaction in
            try await transaction.query(
                """
                INSERT INTO desk_equipment (
                    agency_code, desk, scanners, software, people, trained, with_signature, recorded_by, recorded_at)
                VALUES (
                    \(desk.agencyCode), \(desk.desk), \(desk.scanners), \(desk.software), \(desk.people), \(desk.trained),
                    \(desk.withSignature), \(desk.recordedBy), \(desk.recordedAt))
                ON CONFLICT (agency_code, desk) DO UPDATE
                SET scanners = excluded.scanners, software = excluded.software, people = excluded.people,
                    trained = excluded.trained, with_signature = excluded.with_signature, recorded_by = excluded.recorded_by,
                    recorded_at = excluded.recorded_at
                """)
            try await self.papers.eventLog.append([self.events.equipped(desk)], in: transaction)
        }
    }

    /// The desks of an agency; empty = of all.
    func desks(agency: String) async throws -> [DeskEquipment] {
        try await self.papers.client.query(
            """
            SELECT agency_code, desk, scanners, software, people, trained, with_signature, recorded_by, recorded_at
            FROM desk_equipment
            WHERE agency_code = \(agency) OR \(agency) = ''
            ORDER BY agency_code, desk
            LIMIT \(Self.mostDesks)
            """
        ).map { row in
            var columns = ColumnReader(row)
            let desk = DeskEquipment(
                agencyCode: try columns.next(), desk: try columns.next(), scanners: try columns.next(),
                software: try columns.next(), people: try columns.next(), trained: try columns.next(),
                withSignature: try columns.next(), recordedBy: try columns.next(), recordedAt: try columns.next())
            guard let desk else { throw StoredRowMalformed(table: "desk_equipment") }
            return desk
        }
    }
}
