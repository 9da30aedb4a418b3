/// An upload that is not whole yet.
struct PendingUpload: Hashable, Sendable {
    let path: String
    /// The announced size. Unit: bytes.
    let sizeBytes: Int64
    /// What is there already. Unit: bytes.
    let offset: Int64
}

/// The file system refused something an upload needs.
struct UploadFailed: Error {
    let what: String
    /// The error number of the system.
    let number: Int32
}
