internal import Crypto

/// Every file of a container with its length and digest; metadata files lie in scratch space, to be read afterwards.
struct ContainerIndex {
    struct Entry {
        let sizeBytes: Int64
        /// Upper-case hexadecimal digits.
        let digest: String
        /// Where a metadata file lies on this machine; nil = no metadata.
        let scratchPath: String?
    }

    private(set) var folder = ""
    /// By the path from ``folder``.
    private(set) var entries: [String: Entry] = [:]
    private(set) var findings: [PackageFinding] = []
    private var folded: Set<String> = []
    private var metadataBytes: Int64 = 0

    /// Reads a container to its end, or as far as it can be read.
    ///
    /// - Parameter judge: Gets every PDF file below `data/`, whole.
    /// - Throws: ``ArchiveError`` `.inputOutput`, `.noSpace`; everything else becomes a finding.
    init(
        path: String, scratch: ScratchFolder, limits: PackageLimits, judge: ((String, [UInt8]) -> Void)?
    ) throws(ArchiveError) {
        do {
            let zip = try ZipReader(path: path, limits: limits)
            while let entry = try zip.next() {
                let parts = entry.name.split(separator: "/", maxSplits: 1)
                try self.enter(String(parts[0]), isFile: !entry.isFolder && parts.count == 1)
                guard !entry.isFolder, parts.count == 2 else { continue }
                try self.read(entry.name, String(parts[1]), zip, scratch, limits, judge)
            }
        } catch {
            guard !error.code.isRetriable else { throw error }
            self.findings.append(PackageFinding(error))
        }
        if self.folder.isEmpty, self.findings.isEmpty {
            self.findings.append(PackageFinding(.container, "", "gói rỗng", "the container is empty"))
        }
    }

    private mutating func enter(_ root: String, isFile: Bool) throws(ArchiveError) {
        if self.folder.isEmpty { self.folder = root }
        guard root == self.folder, !isFile else {
            throw ArchiveError(code: .refused, message: "the container holds more than one folder", path: root)
        }
    }

    private mutating func read(
        _ name: String, _ path: String, _ zip: ZipReader, _ scratch: ScratchFolder, _ limits: PackageLimits,
        _ judge: ((String, [UInt8]) -> Void)?
    ) throws(ArchiveError) {
        // A file system that does not tell upper from lower case would keep only one of two.
        guard self.folded.insert(path.lowercased()).inserted else {
            throw ArchiveError(code: .refused, message: "the name stands twice", path: path)
        }
        let copy = Self.isMetadata(path) ? scratch.newPath() : nil
        let file = try copy.map { (path) throws(ArchiveError) in try OpenFile(creating: path) }
        var hash = SHA256()
        var sizeBytes: Int64 = 0
        var whole: [UInt8]? = judge != nil && path.lowercased().hasSuffix(".pdf") ? [] : nil
        do throws(ArchiveError) {
            while true {
                let piece = try zip.piece(of: path)
                guard !piece.isEmpty else { break }
                hash.update(data: piece)
                sizeBytes += Int64(piece.count)
                if let file {
                    self.metadataBytes += Int64(piece.count)
                    guard self.metadataBytes <= limits.metadataBytes else {
                        throw ArchiveError(code: .tooLarge, message: "metadata beyond the limit", path: path)
                    }
                    try file.write(piece)
                }
                if whole != nil { whole?.append(contentsOf: piece) }
                if sizeBytes > limits.judgedBytes { whole = nil }
            }
        } catch {
            guard error.code == .damaged else { throw error }
            // The bytes do not fit the container's own checksum; the next file can still be read.
            self.findings.append(PackageFinding(
                .changed, path, "tệp trong gói bị hỏng: \(error.message)", "the file is damaged in the container: \(error.message)"))
        }
        if let whole, let judge { judge(path, whole) }
        self.entries[path] = Entry(sizeBytes: sizeBytes, digest: Hexadecimal.upper(Array(hash.finalize())), scratchPath: copy)
    }

    private static func isMetadata(_ path: String) -> Bool {
        path == PackageSheet.path || path == "METS.xml" || path.hasSuffix("/METS.xml")
            || (path.hasSuffix(".xml") && (path.hasPrefix("metadata/") || path.contains("/metadata/")))
    }
}
