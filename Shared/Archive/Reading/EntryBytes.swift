/// The bytes of one file of a package.
public struct EntryBytes: AsyncSequence, Sendable {
    /// Pieces of the file, in order.
    public typealias Element = [UInt8]

    let entries: PackageEntries

    /// Reads on.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let entries: PackageEntries

        /// The next piece; nil at the end.
        public mutating func next() async throws -> [UInt8]? {
            let piece = try await self.entries.piece()
            return piece.isEmpty ? nil : piece
        }
    }

    /// An iterator; there is one file to read, so only one goes through it.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(entries: self.entries) }
}
