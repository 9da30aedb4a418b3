/// The judgement over one timestamp.
public struct TimestampReport: Hashable, Sendable {
    /// The timestamp that was judged.
    public let token: TimestampToken
    /// What is wrong; `nil` when it holds.
    public let fault: SubIndication?
    /// The fault in technical words, for the log.
    public let detail: String
    /// The path from the authority to the anchor, as far as it was found.
    public let path: [Certificate]

    init(_ token: TimestampToken, fault: SubIndication?, _ detail: String, _ path: [Certificate] = []) {
        self.token = token
        self.fault = fault
        self.detail = detail
        self.path = path
    }
}
