/// An upload under way.
struct UploadBody: Encodable {
    let id: String
    let sizeBytes: Int64
    /// How much arrived, and where to go on. Unit: bytes.
    let offset: Int64
}
