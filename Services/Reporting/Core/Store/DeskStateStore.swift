import Clocks
import Postgres
import ReportingDomain

/// Keeps what desks have to work with, month by month, and counts them (V-14).
struct DeskStateStore: Sendable {
    let session: any PostgresSession

    /// Notes a desk; within a month the last record stands, in whatever order they come.
    func note(
        agencyCode: String, desk: String, isEquipped: Bool, isTrained: Bool, event: Identifier, at recordedAt: UTCInstant
    ) async throws {
        _ = try await self.session.query(
            """
            INSERT INTO desk_states (agency_code, desk, month, is_equipped, is_trained, event_id, recorded_at)
            VALUES (
                \(agencyCode), \(desk), \(ReportMonth(of: recordedAt).number), \(isEquipped), \(isTrained), \(event), \(recordedAt))
            ON CONFLICT (agency_code, desk, month) DO UPDATE
            SET is_equipped = excluded.is_equipped, is_trained = excluded.is_trained, event_id = excluded.event_id,
                recorded_at = excluded.recorded_at
            WHERE (excluded.recorded_at, excluded.event_id) >= (desk_states.recorded_at, desk_states.event_id)
            """)
    }

    /// How many desks stood at the end of a month as each measure says.
    ///
    /// - Parameter agencyCode: Empty = all agencies together.
    func counts(month: ReportMonth, agencyCode: String) async throws -> [Measure: Int64] {
        let rows = try await self.session.query(
            """
            SELECT count(*), count(*) FILTER (WHERE is_equipped), count(*) FILTER (WHERE is_trained)
            FROM (
                SELECT DISTINCT ON (agency_code, desk) is_equipped, is_trained
                FROM desk_states
                WHERE month <= \(month.number) AND (\(agencyCode) = '' OR agency_code = \(agencyCode))
                ORDER BY agency_code, desk, month DESC
            ) AS standing
            """)
        guard let row = rows.first else { return [:] }
        let (recorded, equipped, trained) = try row.decode((Int64, Int64, Int64).self)
        return [.deskRecorded: recorded, .deskEquipped: equipped, .deskTrained: trained]
    }

    /// The desks that a measure counts, each as `agency/desk` with the event that recorded it, ordered by that code.
    func evidence(
        _ measure: Measure, month: ReportMonth, agencyCode: String, after code: String, limit: Int
    ) async throws -> [Evidence] {
        try await self.session.query(
            """
            SELECT agency_code || '/' || desk AS code, event_id
            FROM (
                SELECT DISTINCT ON (agency_code, desk) agency_code, desk, is_equipped, is_trained, event_id
                FROM desk_states
                WHERE month <= \(month.number) AND (\(agencyCode) = '' OR agency_code = \(agencyCode))
                ORDER BY agency_code, desk, month DESC
            ) AS standing
            WHERE (is_equipped OR \(measure != .deskEquipped)) AND (is_trained OR \(measure != .deskTrained))
              AND agency_code || '/' || desk > \(code)
            ORDER BY code
            LIMIT \(limit)
            """
        ).map { row in
            let (code, event) = try row.decode((String, Identifier).self)
            // A desk has no id of its own; the event that recorded it is as close as one gets.
            return Evidence(code: code, id: event, eventID: event)
        }
    }
}
