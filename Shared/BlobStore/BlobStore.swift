public import Clocks

/// Keeps files under the digest of their bytes.
///
/// What was put is never changed or overwritten; the same bytes put twice are stored once. A reference is
/// returned only when the bytes would survive a power cut. Everything is verified when it is read.
public protocol BlobStore: Sendable {
    /// Stores a stream.
    ///
    /// - Parameters:
    ///   - chunks: The bytes in order. An error it throws is passed on.
    ///   - limitBytes: The most that is taken. Unit: bytes.
    /// - Returns: What to store in the database and to read with.
    /// - Throws: ``BlobStoreError`` `.tooLarge`, `.noSpace`, `.inputOutput` or `.damaged` (the store holds other
    ///   bytes under this digest). Nothing stays behind in any of these cases.
    func put<S: AsyncSequence & Sendable>(_ chunks: S, limitBytes: Int64) async throws -> BlobReference
    where S.Element == [UInt8]

    /// Stores bytes that are in memory already.
    ///
    /// - Throws: As ``put(_:limitBytes:)``.
    func put(_ bytes: [UInt8]) async throws -> BlobReference

    /// Reads all bytes and verifies length and digest.
    ///
    /// - Throws: ``BlobStoreError`` `.notFound`, `.damaged` or `.inputOutput`.
    func get(_ reference: BlobReference) async throws -> [UInt8]

    /// Whether something of this digest and size is stored; the bytes are not read.
    func contains(_ reference: BlobReference) async throws -> Bool

    /// Verifies the bytes and lends a path to them.
    ///
    /// For libraries that read files by name. The path must not be written to nor used after `body`.
    ///
    /// - Throws: As ``get(_:)``, and what `body` throws.
    func withFile<R>(_ reference: BlobReference, _ body: (String) async throws -> R) async throws -> R

    /// Removes what is stored for good, unless somebody put it again meanwhile: whoever puts is promised that it is kept.
    ///
    /// To be called only when nothing refers to it any more. Removing what is not there is no error.
    ///
    /// - Parameter putBefore: What was put at or after this time stays.
    /// - Returns: Whether nothing is stored under this reference; false when it was put again.
    /// - Throws: ``BlobStoreError`` `.inputOutput`.
    func remove(_ reference: BlobReference, putBefore: UTCInstant) async throws -> Bool

    /// All that is stored, in no promised order; what is added meanwhile may be missing.
    func allReferences() -> AsyncThrowingStream<BlobReference, any Error>
}
