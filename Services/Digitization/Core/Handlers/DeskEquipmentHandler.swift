import Clocks
import DigitizationDomain
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Records and shows what desks have to work with (V-14, V-19, V-20).
struct DeskEquipmentHandler: Sendable {
    let store: DeskEquipmentStore
    let clock: any UTCClock

    func record(_ request: Hoso_Digitization_V1_RecordDeskRequest) async throws -> Hoso_Digitization_V1_RecordDeskResponse {
        let wire = request.desk
        for (pointer, text) in [
            ("desk.agency_code", wire.agencyCode), ("desk.desk", wire.desk), ("officer_code", request.officerCode),
        ] {
            guard (1...100).contains(text.count), !text.unicodeScalars.contains("\0") else {
                throw HosoFailure.invalid(pointer, "1 to 100 characters")
            }
        }
        guard wire.software.count <= 200, !wire.software.unicodeScalars.contains("\0") else {
            throw HosoFailure.invalid("desk.software", "at most 200 characters")
        }
        let desk = DeskEquipment(
            agencyCode: wire.agencyCode, desk: wire.desk, scanners: Int(wire.scanners), software: wire.software,
            people: Int(wire.people), trained: Int(wire.trained), withSignature: Int(wire.withSignature),
            recordedBy: request.officerCode, recordedAt: self.clock.now())
        guard let desk else {
            throw HosoFailure.invalid(
                "desk", "counts from 0 to \(DeskEquipment.mostCounted), with no more trained people or signatures than people")
        }
        try await self.store.record(desk)
        return .with { $0.desk = desk.wire }
    }

    func list(_ request: Hoso_Digitization_V1_ListDesksRequest) async throws -> Hoso_Digitization_V1_ListDesksResponse {
        let desks = try await self.store.desks(agency: request.agencyCode)
        return .with { $0.desks = desks.map(\.wire) }
    }
}
