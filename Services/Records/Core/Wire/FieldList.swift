import Foundation
import HosoProto
import SwiftProtobuf

/// Confirmed fields as they lie in the column `documents.fields`: the JSON form of each message, in an array.
struct FieldList {
    let values: [Hoso_Common_V1_FieldValue]

    init(_ values: [Hoso_Common_V1_FieldValue]) { self.values = values }

    init(json: String) throws { self.values = try Hoso_Common_V1_FieldValue.array(fromJSONString: json) }

    func json() throws -> String { try Hoso_Common_V1_FieldValue.jsonString(from: self.values) }
}
