import BlobStore
import Clocks
import PDF
import PKI

/// What is to be signed, by whom and for what: fixed before the digest leaves the house.
struct SignatureIntent: Sendable {
    let id: Identifier
    let order: SignatureOrder
    let prepared: BlobReference
    let byteRange: SignatureByteRange
    let attributes: SignedAttributes
    let preparedAt: UTCInstant
    let expiresAt: UTCInstant
}
