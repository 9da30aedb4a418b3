import Clocks
import RecordsDomain

/// A document of an owner's repository as stored.
struct RepositoryDocument: Sendable {
    /// Whether it was handed in or came out of a procedure (R27).
    enum Role: String, Sendable {
        case component
        case result
    }

    let id: Identifier
    let ownerID: String
    let resultCode: String
    let paperTypeCode: String
    let title: String
    let role: Role
    let fileSHA256: [UInt8]
    let fileSizeBytes: Int64
    let pages: Int
    /// The confirmed fields as a JSON array of `hoso.common.v1.FieldValue`.
    let fieldsJSON: String
    let dossierCode: String
    let componentCode: String
    let signedValid: Bool
    let reuseCount: Int
    let storedAt: UTCInstant
    /// What describes it further.
    let details: DocumentDetails
}
