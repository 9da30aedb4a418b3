import Clocks
import DigitizationDomain
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Declares components as not to be digitized, with a reason, and counts them (R24).
struct DeclareUndigitizedHandler: Sendable {
    let store: UndigitizedStore

    func declare(_ request: Hoso_Digitization_V1_DeclareUndigitizedRequest) async throws {
        for (pointer, text) in [
            ("dossier_code", request.dossierCode), ("component_code", request.componentCode),
            ("agency_code", request.agencyCode), ("officer_code", request.officerCode),
        ] {
            guard (1...100).contains(text.count), !text.unicodeScalars.contains("\0") else {
                throw HosoFailure.invalid(pointer, "1 to 100 characters")
            }
        }
        guard let reason = UndigitizedReason(request.reason) else { throw HosoFailure.invalid("reason", "one of the reasons") }
        guard request.note.count <= 500, !request.note.unicodeScalars.contains("\0") else {
            throw HosoFailure.invalid("note", "at most 500 characters")
        }
        guard reason != .tooComplex || request.note.contains(where: { !$0.isWhitespace }) else {
            throw HosoFailure.invalid("note", "an explanation why the paper is too complex to digitize")
        }
        let declared = try await self.store.declare(
            UndigitizedComponent(
                dossierCode: request.dossierCode, componentCode: request.componentCode, agencyCode: request.agencyCode,
                reason: reason, note: request.note, officerCode: request.officerCode))
        guard declared else {
            throw HosoFailure(
                code: .wrongState,
                messageVi: "Thành phần này đã có bản số hóa hoặc đang được số hóa; không cần khai lý do.",
                messageEn: "This component has a digitized paper or one on its way; there is nothing to declare.",
                pointer: "component_code")
        }
    }

    func count(
        _ request: Hoso_Digitization_V1_CountUndigitizedRequest
    ) async throws -> Hoso_Digitization_V1_CountUndigitizedResponse {
        guard let from = request.from.instant, let to = request.to.instant,
            from.microsecondsSinceEpoch < to.microsecondsSinceEpoch
        else { throw HosoFailure.invalid("from", "an instant before `to`") }
        let counts = try await self.store.counts(agency: request.agencyCode, from: from, to: to)
        return .with {
            $0.counts = counts.map { entry in
                .with {
                    $0.reason = entry.reason.wire
                    $0.count = entry.count
                }
            }
        }
    }
}
