/// A digitization result code (mã kết quả số hóa) with its parts (R26).
public struct ResultCode: Hashable, Sendable {
    /// The whole code by the template in force.
    public let code: String
    /// Owner part.
    public let ownerID: String
    /// Paper type part.
    public let paperTypeCode: String
    /// Ordinal among the owner's papers of the type, from 1.
    public let ordinal: Int64

    /// Creates a code from its parts as stored.
    public init(code: String, ownerID: String, paperTypeCode: String, ordinal: Int64) {
        self.code = code
        self.ownerID = ownerID
        self.paperTypeCode = paperTypeCode
        self.ordinal = ordinal
    }
}
