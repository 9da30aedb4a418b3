import BlobStore

/// Keeps large pieces of evidence in the blob store and small ones in their row.
struct EvidenceKeeper: Sendable {
    /// A revocation list of a province has hundreds of kilobytes; an answer about one certificate has two. Unit: bytes.
    static let rowLimitBytes: Int64 = 32_768

    let tools: SigningTools

    /// The pieces as they are to be written into rows; large ones are in the blob store afterwards.
    func kept(_ items: [EvidenceItem]) async throws -> [EvidenceItem] {
        var result: [EvidenceItem] = []
        for var item in items {
            if item.sizeBytes > Self.rowLimitBytes, let der = item.der {
                _ = try await self.tools.blobs.put(der)
                item.der = nil
            }
            result.append(item)
        }
        return result
    }

    /// The pieces with their bytes; one that is gone from the blob store helps nobody and is left out.
    func loaded(_ items: [EvidenceItem]) async throws -> [EvidenceItem] {
        var result: [EvidenceItem] = []
        for var item in items {
            if item.der == nil {
                guard let reference = BlobReference(sha256: item.sha256, sizeBytes: item.sizeBytes) else { continue }
                do {
                    item.der = try await self.tools.blobs.get(reference)
                } catch let error as BlobStoreError where error.code == .notFound || error.code == .damaged {
                    continue
                }
            }
            result.append(item)
        }
        return result
    }
}
