import HosoProto
import IntakeDomain
import Logging
import ServiceKit
import SwiftProtobuf

/// Takes over procedure versions (R14).
struct ImportProceduresHandler: Sendable {
    /// How many faults one failure names; the rest are counted.
    static let shownFaults = 20

    let procedures: ProcedureStore
    let logger: Logger

    func handle(
        _ request: Hoso_Intake_V1_ImportProceduresRequest
    ) async throws -> Hoso_Intake_V1_ImportProceduresResponse {
        var received: [ProcedureVersion] = []
        var faults: [CatalogueFault] = []
        for (index, wire) in request.versions.enumerated() {
            do {
                received.append(try ProcedureVersion(wire: wire, pointer: "versions[\(index)]"))
            } catch let error as CatalogueFaults {
                faults += error.faults
            } catch let error as WireFault {
                throw error.failure
            }
        }
        guard faults.isEmpty else {
            throw Self.failure(faults)
        }
        do {
            let change = try await self.procedures.importVersions(received)
            let changed = change.added.count + change.ended.count
            self.logger.info(
                "procedures imported",
                metadata: ["import.changed": "\(changed)", "import.unchanged": "\(change.unchangedCount)"])
            return .with {
                $0.changed = Int32(clamping: changed)
                $0.unchanged = Int32(clamping: change.unchangedCount)
            }
        } catch let error as CatalogueFaults {
            throw Self.failure(error.faults)
        }
    }

    private static func failure(_ faults: [CatalogueFault]) -> HosoFailure {
        let shown = faults.prefix(Self.shownFaults).map(\.description).joined(separator: " ")
        return HosoFailure(
            code: .invalidArgument,
            messageVi: "Danh mục thủ tục có \(faults.count) lỗi; chưa có gì được lưu. \(shown)",
            messageEn: "The procedures have \(faults.count) faults; nothing was stored. \(shown)")
    }
}
