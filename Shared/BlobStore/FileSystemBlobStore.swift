public import Clocks

/// A blob store in a directory, for one machine or a shared file system.
///
/// Several processes may use the same directory. Bytes go to a file in `incoming/`, which is synchronized,
/// linked to its final name and synchronized with its directory, so a crash leaves either the whole blob or a
/// file in `incoming/`, never half a blob.
public final class FileSystemBlobStore: BlobStore {
    /// Chunks are gathered to this size before they go to the disk.
    private static let stepBytes = 256 << 10

    private let directory: BlobDirectory
    private let queues = BlockingQueues(label: "hoso.blobs", count: 4)
    private let identifiers: any IdentifierSource

    /// Opens a store and makes its folders where they are missing. Blocking: yes, briefly.
    ///
    /// - Parameters:
    ///   - directory: Path of the folder; its parent must exist.
    ///   - identifiers: Names the files in `incoming/`.
    /// - Throws: ``BlobStoreError`` `.inputOutput` or `.noSpace`.
    public init(directory: String, identifiers: any IdentifierSource = UUIDv7Source()) throws {
        self.directory = try BlobDirectory(root: directory)
        self.identifiers = identifiers
    }

    /// Stores a stream; see ``BlobStore``.
    public func put<S: AsyncSequence & Sendable>(
        _ chunks: S, limitBytes: Int64
    ) async throws -> BlobReference where S.Element == [UInt8] {
        let directory = self.directory
        let path = directory.incomingPath(self.identifiers.next().description)
        let writer = try await self.queues.run { try BlobWriter(path: path) }
        do {
            try await self.write(chunks, limitBytes: limitBytes, to: writer)
            return try await self.queues.run {
                let reference = try writer.finish()
                while try !directory.publish(path, as: reference) {
                    do throws(BlobStoreError) {
                        // What is there must be what was sent, or the caller would be promised damaged bytes.
                        try BlobReader.verify(directory.path(of: reference), reference)
                        break
                    } catch {
                        // Removed between the two: then it is named anew.
                        guard error.code == .notFound else { throw error }
                    }
                }
                try directory.discard(path)
                return reference
            }
        } catch {
            try await self.queues.run { try directory.discard(path) }
            throw error
        }
    }

    /// Stores bytes that are in memory already; see ``BlobStore``.
    public func put(_ bytes: [UInt8]) async throws -> BlobReference {
        let stream = AsyncStream<[UInt8]> { continuation in
            continuation.yield(bytes)
            continuation.finish()
        }
        return try await self.put(stream, limitBytes: Int64(bytes.count))
    }

    /// Reads and verifies all bytes; see ``BlobStore``.
    public func get(_ reference: BlobReference) async throws -> [UInt8] {
        let path = self.directory.path(of: reference)
        return try await self.queues.run { try BlobReader.read(path, reference) }
    }

    /// Whether something of this digest and size is stored; see ``BlobStore``.
    public func contains(_ reference: BlobReference) async throws -> Bool {
        let directory = self.directory
        return try await self.queues.run { try directory.examine(reference)?.sizeBytes == reference.sizeBytes }
    }

    /// Verifies the bytes and lends the path of the stored file, which is read-only; see ``BlobStore``.
    public func withFile<R>(_ reference: BlobReference, _ body: (String) async throws -> R) async throws -> R {
        let path = self.directory.path(of: reference)
        try await self.queues.run { try BlobReader.verify(path, reference) }
        return try await body(path)
    }

    /// Removes what is stored, unless it was put again; see ``BlobStore``.
    public func remove(_ reference: BlobReference, putBefore: UTCInstant) async throws -> Bool {
        let directory = self.directory
        let aside = directory.incomingPath(self.identifiers.next().description)
        return try await self.queues.run {
            try directory.remove(reference, putBefore: putBefore.microsecondsSinceEpoch, by: aside)
        }
    }

    /// All that is stored; see ``BlobStore``. Files with other names are not ours and are left out.
    public func allReferences() -> AsyncThrowingStream<BlobReference, any Error> {
        self.references(putBefore: nil) { _ in true }
    }

    /// Stored blobs that nobody refers to and that were not put again recently.
    ///
    /// Nothing is deleted here. Between the list and a deletion somebody may refer to a blob again, so whoever
    /// deletes must give references a grace period: `storedBefore` lies at least that long ago.
    ///
    /// - Parameters:
    ///   - storedBefore: Blobs put at or after this time are left out.
    ///   - isReferenced: Asks the databases.
    public func orphans(
        storedBefore: UTCInstant, isReferenced: @escaping @Sendable (BlobReference) async throws -> Bool
    ) -> AsyncThrowingStream<BlobReference, any Error> {
        self.references(putBefore: storedBefore) { try await !isReferenced($0) }
    }

    /// Removes what crashed writers left in `incoming/`.
    ///
    /// - Parameter before: Files written to at or after this time stay; no upload may take longer than that.
    /// - Returns: How many were removed.
    @discardableResult
    public func removeAbandoned(writtenBefore before: UTCInstant) async throws -> Int {
        let directory = self.directory
        return try await self.queues.run {
            var removed = 0
            for name in try directory.names(in: "incoming") {
                let path = directory.incomingPath(name)
                guard
                    let found = try BlobDirectory.examine(path: path),
                    found.microseconds < before.microsecondsSinceEpoch
                else { continue }
                try directory.discard(path)
                removed += 1
            }
            return removed
        }
    }

    private func write<S: AsyncSequence & Sendable>(
        _ chunks: S, limitBytes: Int64, to writer: BlobWriter
    ) async throws where S.Element == [UInt8] {
        var gathered: [UInt8] = []
        var left = limitBytes
        for try await chunk in chunks {
            try Task.checkCancellation()
            left -= Int64(chunk.count)
            guard left >= 0 else {
                throw BlobStoreError(code: .tooLarge, message: "more than \(limitBytes) bytes")
            }
            gathered += chunk
            if gathered.count >= Self.stepBytes {
                let step = gathered
                gathered = []
                try await self.queues.run { try writer.append(step) }
            }
        }
        try Task.checkCancellation()
        let step = gathered
        try await self.queues.run { try writer.append(step) }
    }

    /// The stored references that are old enough and pass the test, one folder at a time.
    private func references(
        putBefore: UTCInstant?, where include: @escaping @Sendable (BlobReference) async throws -> Bool
    ) -> AsyncThrowingStream<BlobReference, any Error> {
        let directory = self.directory
        let queues = self.queues
        let state = ReferenceListing()
        return AsyncThrowingStream {
            while true {
                while let next = state.takeReference() {
                    if try await include(next) { return next }
                }
                guard let folder = state.takeFolder() else { return nil }
                let found = try await queues.run {
                    try directory.names(in: "objects/\(folder)").compactMap { name -> BlobReference? in
                        let path = "\(directory.root)/objects/\(folder)/\(name)"
                        guard let status = try BlobDirectory.examine(path: path) else { return nil }
                        if let putBefore, status.microseconds >= putBefore.microsecondsSinceEpoch { return nil }
                        return BlobReference(hex: name, sizeBytes: status.sizeBytes)
                    }
                }
                state.add(found)
            }
        }
    }
}
