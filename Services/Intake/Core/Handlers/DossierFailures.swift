import IntakeDomain
import ServiceKit

/// The failures that several handlers have in common.
enum DossierFailures {
    static var unknown: HosoFailure {
        HosoFailure(
            code: .notFound, messageVi: "Không tìm thấy hồ sơ.", messageEn: "There is no such dossier.",
            pointer: "dossier_id")
    }

    static func conflict(expected: Int64, actual: Int64) -> HosoFailure {
        HosoFailure(
            code: .conflict,
            messageVi: "Hồ sơ đã được người khác thay đổi (phiên bản \(actual)); hãy xem lại rồi thực hiện lại.",
            messageEn: "Somebody else changed the dossier (version \(actual), not \(expected)); read it again.",
            pointer: "expected_version")
    }

    /// The dossier of a change that was stored.
    static func changed(_ update: DossierStore.Update, expected: Int64) throws(HosoFailure) -> Dossier {
        switch update {
        case .changed(let dossier): return dossier
        case .unknown: throw self.unknown
        case .conflict(let actual): throw self.conflict(expected: expected, actual: actual)
        }
    }
}
