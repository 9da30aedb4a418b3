/// What the receiver has allowed and what was sent, both in total since the call began.
///
/// Totals instead of increments: a lost grant is mended by the next one.
struct SendCredit: Sendable {
    private(set) var grantedBytes: Int64
    private(set) var sentBytes: Int64 = 0

    init(granted: Int64) {
        self.grantedBytes = granted
    }

    /// Whether another message may be sent; the last one may overdraw, so any size gets through.
    var allowsSending: Bool { self.sentBytes < self.grantedBytes }

    mutating func spend(_ bytes: Int) {
        self.sentBytes = self.sentBytes.addingReportingOverflow(Int64(bytes)).partialValue
    }

    /// Takes a new total; returns whether it allows what was not allowed before.
    mutating func grant(total: Int64) -> Bool {
        let before = self.allowsSending
        self.grantedBytes = max(self.grantedBytes, total)
        return !before && self.allowsSending
    }
}
