/// How large the parts of a call may be, on sending and on receiving.
struct WireLimits: Hashable, Sendable {
    /// The largest message. Unit: bytes.
    var messageBytes: Int
    /// Keys and values of one set of metadata, with the status message. Unit: bytes.
    var metadataBytes: Int

    /// 4 MiB for a message, 16 KiB for metadata.
    static let standard = WireLimits(messageBytes: 4 * 1_024 * 1_024, metadataBytes: 16 * 1_024)
}
