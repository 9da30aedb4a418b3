import Hummingbird

/// The name of a header; Hummingbird shows the type only as the element of its fields.
typealias HeaderName = HTTPFields.Element.Name

/// The headers of the contract that HTTP does not know by itself.
extension HeaderName {
    // Each literal is a token, so that making a name of it cannot fail.
    static let requestID = HeaderName("X-Request-Id")!
    static let traceparent = HeaderName("traceparent")!
    static let officer = HeaderName("X-Hoso-Officer")!
    static let idempotencyKey = HeaderName("Idempotency-Key")!
    static let idempotencyReplayed = HeaderName("Idempotency-Replayed")!
    static let contentTypeOptions = HeaderName("X-Content-Type-Options")!
    static let referrerPolicy = HeaderName("Referrer-Policy")!
}
