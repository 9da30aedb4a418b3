/// How far a transfer to the archive has come.
public enum TransferState: String, CaseIterable, Sendable {
    /// Packages are being made.
    case packing
    /// Packages and minutes are ready; nobody has signed.
    case minuted
    /// The giver has signed the minutes.
    case giverSigned
    /// Both sides have signed.
    case bothSigned
    /// The archive has taken the records over.
    case accepted
    /// The archive sent them back.
    case returned
}
