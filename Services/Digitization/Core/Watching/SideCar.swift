import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import ServiceKit
import SwiftProtobuf

/// What a scanner's side-car file says of its scan: a paper with everything a capture needs.
struct SideCar: Decodable, Hashable, Sendable {
    let dossierId: String
    let dossierCode: String
    let componentCode: String
    let paperTypeCode: String
    let role: String
    let ownerId: String
    let title: String
    let declaredPages: Int32
    let secrecy: String
    let minimumDpi: Int32?

    /// Reads a side-car.
    ///
    /// - Throws: `HosoFailure` that names the member that is missing or wrong.
    init(json: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(SideCar.self, from: Data(json))
        } catch {
            throw HosoFailure(
                code: .invalidArgument, messageVi: "Tệp mô tả (.json) đi kèm không đọc được hoặc thiếu dữ liệu: \(Self.place(error)).",
                messageEn: "The side-car file (.json) cannot be read or lacks something: \(Self.place(error)).", pointer: "sidecar")
        }
    }

    /// The request the side-car stands for.
    func request(_ folder: WatchedFolder, key: String) throws -> Hoso_Digitization_V1_CapturePaperRequest {
        guard let dossierID = Identifier(self.dossierId) else { throw HosoFailure.invalid("dossierId", "a UUID") }
        guard let role = PaperRole(rawValue: self.role), role != .incoming else { throw HosoFailure.invalid("role", "component or result") }
        guard let secrecy = SecrecyLevel(rawValue: self.secrecy) else { throw HosoFailure.invalid("secrecy", "declared") }
        guard secrecy.admitsContent else { throw HosoFailure.secretContent("secrecy") }
        return .with {
            $0.idempotencyKey = key
            $0.dossierID = Data(dossierID.bytes)
            $0.dossierCode = self.dossierCode
            $0.componentCode = self.componentCode
            $0.paperTypeCode = self.paperTypeCode
            $0.role = role.wire
            $0.ownerID = self.ownerId
            $0.agencyCode = folder.agencyCode
            $0.officerCode = folder.officerCode
            $0.declaredPages = self.declaredPages
            $0.secrecy = .none
            $0.minimumDpi = self.minimumDpi ?? 0
            $0.title = self.title
        }
    }

    private static func place(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _): "“\(key.stringValue)”"
        case .typeMismatch(_, let context), .valueNotFound(_, let context): "“\(context.codingPath.map(\.stringValue).joined(separator: "."))”"
        default: "JSON"
        }
    }
}
