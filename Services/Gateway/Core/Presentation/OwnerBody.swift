import Foundation
import GatewayDomain
import HosoProto
import SwiftProtobuf

/// The person or organisation whose matter it is.
struct OwnerBody: Encodable {
    let id: String
    let name: String

    init(_ wire: Hoso_Intake_V1_Owner) {
        self.id = wire.id
        self.name = wire.name
    }

    /// Reads one from a request; spaces and dots in the number are ignored, the name becomes NFC.
    static func read(_ reader: inout JSONReader) -> Hoso_Intake_V1_Owner {
        let id = reader.parsed("id", vi: "số định danh 12 chữ số hoặc mã số doanh nghiệp", en: "a personal or enterprise number") {
            OwnerNumber.parse($0)
        }
        let name = reader.string("name", length: 1...200).precomposedStringWithCanonicalMapping
        return .with {
            $0.id = id ?? ""
            $0.name = name
        }
    }
}
