import HosoProto
import SwiftProtobuf

/// A way of delivery outside the suite, such as the document exchange axis will be: it knows the events of the contract and
/// nothing else of the suite; no database, no call, no type of a service.
struct OutsideAdapter {
    /// Agencies it reaches.
    let reached: Set<String>

    /// Takes an issued document in and tells how far it came at each recipient it reaches, as bytes of the contract.
    func deliver(_ issued: [UInt8]) throws -> [[UInt8]] {
        let message = try Hoso_Signing_V1_DocumentIssued(serializedBytes: issued)
        guard message.hasFile, !message.file.sha256.isEmpty else { return [] }
        return try message.document.recipientCodes.filter(self.reached.contains).flatMap { agency in
            try ["arrived", "received", "assigned", "done"].map {
                try self.told(message.document.id, message.document.agencyCode, agency, $0, message.issuedAt)
            }
        }
    }

    /// Takes a recall in and tells that the document was removed.
    func recall(_ recalled: [UInt8]) throws -> [[UInt8]] {
        let message = try Hoso_Signing_V1_DocumentRecalled(serializedBytes: recalled)
        return try message.recipientCodes.filter(self.reached.contains).map {
            try self.told(message.documentID, message.agencyCode, $0, "removed", message.recalledAt)
        }
    }

    private func told(
        _ document: String, _ author: String, _ agency: String, _ delivery: String, _ at: Google_Protobuf_Timestamp
    ) throws -> [UInt8] {
        try Hoso_Intake_V1_IncomingProgressed.with {
            $0.incomingID = "outside"
            $0.sourceDocumentID = document
            $0.authorCode = author
            $0.agencyCode = agency
            $0.kind = delivery
            $0.delivery = delivery
            $0.position = 1
            $0.officerCode = agency
            $0.at = at
        }.serializedBytes()
    }
}
