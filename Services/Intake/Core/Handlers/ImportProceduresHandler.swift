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
            throw Self.failure(faults, in: request)
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
            throw Self.failure(error.faults, in: request)
        }
    }

    /// All faults in one failure, each with its place; the pointer is that of the first.
    private static func failure(
        _ faults: [CatalogueFault], in request: Hoso_Intake_V1_ImportProceduresRequest
    ) -> HosoFailure {
        let placed = faults.prefix(Self.shownFaults).map { (fault: $0, place: $0.place(in: request)) }
        func sentences(_ sentence: (CatalogueFault) -> String) -> String {
            placed.map { $0.place.isEmpty ? sentence($0.fault) : "\($0.place): \(sentence($0.fault))" }.joined(separator: " ")
        }
        let more = faults.count - Self.shownFaults
        return HosoFailure(
            code: .invalidArgument,
            messageVi: "Danh mục thủ tục có \(faults.count) lỗi; chưa có gì được lưu. \(sentences(\.sentenceVi))"
                + (more > 0 ? " Và \(more) lỗi nữa." : ""),
            messageEn: "The procedures have \(faults.count) faults; nothing was stored. \(sentences(\.description))"
                + (more > 0 ? " And \(more) more." : ""),
            pointer: placed.lazy.map(\.place).first { !$0.isEmpty } ?? "")
    }
}
