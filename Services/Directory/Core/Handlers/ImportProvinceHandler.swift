import Clocks
import DirectoryDomain
import HosoProto
import Logging
import ServiceKit
import SwiftProtobuf

/// Takes over the organisation of a province (R1–R7).
struct ImportProvinceHandler: Sendable {
    /// How many faults one failure names; the rest are counted.
    static let shownFaults = 20

    let store: DirectoryStore
    let clock: any UTCClock
    let identifiers: any IdentifierSource
    let logger: Logger

    func handle(
        _ request: Hoso_Directory_V1_ImportProvinceRequest
    ) async throws -> Hoso_Directory_V1_ImportProvinceResponse {
        let received: Province
        do {
            received = try Province(wire: request)
        } catch {
            throw error.failure
        }
        let now = self.clock.now()
        let events = DirectoryEvents(identifiers: self.identifiers)
        do {
            let change = try await self.store.importProvince(
                received,
                today: now.vietnamDate,
                newIdentifier: { self.identifiers.next() },
                events: { change, people in try events.events(of: change, identifiersByOfficer: people, at: now) })
            self.logger.info(
                "province imported",
                metadata: [
                    "import.changed": "\(change.changedCount)", "import.unchanged": "\(change.unchangedCount)",
                ])
            return .with {
                $0.changed = Int32(clamping: change.changedCount)
                $0.unchanged = Int32(clamping: change.unchangedCount)
            }
        } catch let faults as ProvinceFaults {
            throw Self.failure(faults, in: received)
        }
    }

    /// All faults in one failure, each with its place; the pointer is that of the first.
    private static func failure(_ faults: ProvinceFaults, in received: Province) -> HosoFailure {
        let placed = faults.faults.prefix(Self.shownFaults).map { (fault: $0, place: $0.place(in: received)) }
        func sentences(_ sentence: (ProvinceFault) -> String) -> String {
            placed.map { $0.place.isEmpty ? sentence($0.fault) : "\($0.place): \(sentence($0.fault))" }.joined(separator: " ")
        }
        let more = faults.faults.count - Self.shownFaults
        return HosoFailure(
            code: .invalidArgument,
            messageVi: "Dữ liệu của tỉnh có \(faults.faults.count) lỗi; chưa có gì được lưu. \(sentences(\.sentenceVi))"
                + (more > 0 ? " Và \(more) lỗi nữa." : ""),
            messageEn: "The data of the province has \(faults.faults.count) faults; nothing was stored. "
                + sentences(\.description) + (more > 0 ? " And \(more) more." : ""),
            pointer: placed.lazy.map(\.place).first { !$0.isEmpty } ?? "")
    }
}
