import SigningDomain

/// A signature request as it lies in the table.
struct StoredRequest: Sendable {
    let intent: SignatureIntent
    let fingerprint: [UInt8]
    var life: RequestLife
}
