import BlobStore
import Clocks
import PKI

/// A finished file with the report it was announced with.
struct SignedDocument: Sendable {
    let request: Identifier
    let document: BlobReference
    let cmsSHA256: [UInt8]
    let signedAt: UTCInstant
    let verdict: Indication
    /// The report as a serialized message.
    let report: [UInt8]
    /// The certificates from the signer to the anchor, DER.
    let path: [[UInt8]]
    /// What is left to do for it; `nil` when nothing is.
    var upkeep: UpkeepTask?
}
