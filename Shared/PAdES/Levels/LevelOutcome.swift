public import PKI

/// A document with the level that was reached, and what is still owed.
public struct LevelOutcome: Sendable {
    /// The whole document; every byte of the one it was made from comes first, except the padding of a signature that
    /// took a timestamp in.
    public let bytes: [UInt8]
    /// The level all signatures of the document have reached.
    public let level: SignatureLevel
    /// Revocation information that could not be had: to be kept, shown and mended by raising the level again.
    public let debts: [RevocationDebt]
    /// Certificates that turned out to be revoked, with what proves it.
    public let revoked: [Certificate: RevocationFinding]

    init(bytes: [UInt8], level: SignatureLevel, debts: [RevocationDebt] = [], revoked: [Certificate: RevocationFinding] = [:]) {
        self.bytes = bytes
        self.level = level
        self.debts = debts
        self.revoked = revoked
    }
}
