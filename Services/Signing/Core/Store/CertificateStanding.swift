import Clocks

/// What the authority said about a certificate of the inventory when it was asked last.
struct CertificateStanding: Hashable, Sendable {
    enum State: String, Sendable, CaseIterable {
        case unchecked, good, revoked, unknown, nobodyToAsk
    }

    var state = State.unchecked
    var revokedSince: UTCInstant?
    /// `OCSP`, `CRL`, or empty without an answer.
    var source = ""
    /// Why there was no answer the last time; empty when there was one.
    var fault = ""
    /// When the answer was true.
    var statedAt: UTCInstant?
    /// When the answer came.
    var checkedAt: UTCInstant?
    var evidenceSHA256: [UInt8]?
    var tries = 0
}
