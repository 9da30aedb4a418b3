/// What a consumer decided about a delivery.
struct Settlement: Sendable {
    let channel: UInt16
    let method: OutgoingMethod
}
