internal import Clocks

/// One run over the files of a package, after the container was read.
struct PackageExamination {
    let index: ContainerIndex
    let now: UTCInstant
    var report = PackageReport()
    /// Paths that METS speaks of.
    private var named: Set<String> = ["METS.xml"]

    init(index: ContainerIndex, now: UTCInstant) {
        self.index = index
        self.now = now
        self.report.findings = index.findings
        self.report.contents.folder = index.folder
    }

    /// Judges everything.
    ///
    /// - Throws: ``ArchiveError`` `.inputOutput`.
    mutating func run() throws(ArchiveError) {
        guard let root = try self.mets("METS.xml") else { return }
        try self.seal()
        self.introduce(root)
        self.check(root, base: "")
        if root.representations.isEmpty {
            self.add(.missing, "representations", "METS.xml không trỏ tới bản đại diện nào", "METS.xml points at no representation")
        }
        for path in root.representations {
            self.named.insert(path)
            guard let mets = try self.mets(path) else { continue }
            let base = String(path.dropLast("METS.xml".count))
            self.check(mets, base: base)
            try self.documents(mets, base: base)
            try self.preservation(mets, base: base)
        }
        try self.head(root)
        try self.preservation(root, base: "")
        try self.sheet()
        for path in self.index.entries.keys.sorted() where !self.named.contains(path) {
            self.add(.unexpected, path, "tệp không có trong METS", "METS does not speak of the file")
        }
        self.counts()
        self.signatures()
    }

    mutating func add(
        _ kind: PackageFinding.Kind, _ path: String, isSerious: Bool = true, _ vietnamese: String, _ english: String
    ) {
        self.report.findings.append(PackageFinding(kind, path, isSerious: isSerious, vietnamese, english))
    }

    /// A metadata file, read by `body`; a finding and nil when it is missing or cannot be read.
    mutating func metadata<Value>(
        _ path: String, _ body: (String) throws(ArchiveError) -> Value
    ) throws(ArchiveError) -> Value? {
        guard let file = self.index.entries[path]?.scratchPath else {
            self.add(.missing, path, "thiếu tệp", "the file is missing")
            return nil
        }
        do {
            return try body(file)
        } catch {
            guard !error.code.isRetriable else { throw error }
            self.report.findings.append(PackageFinding(error))
            return nil
        }
    }

    private mutating func mets(_ path: String) throws(ArchiveError) -> MetsFile? {
        try self.metadata(path) { (file) throws(ArchiveError) in try MetsFile(file: file, path: path) }
    }

    /// The root METS file against its own digest.
    private mutating func seal() throws(ArchiveError) {
        let bytes = try self.metadata("METS.xml") { (file) throws(ArchiveError) in
            var bytes: [UInt8] = []
            try OpenFile(reading: file).readAll { (piece) throws(ArchiveError) in bytes += piece }
            return bytes
        }
        switch bytes.map(MetsSeal.isIntact) {
        case .some(.some(true)), .none: return
        case .some(.some(false)): self.add(.changed, "METS.xml", "METS.xml đã bị thay đổi", "METS.xml was changed")
        case .some(.none):
            self.add(
                .changed, "METS.xml", isSerious: false, "METS.xml không tự mang mã kiểm; hãy đối chiếu với biên bản",
                "METS.xml carries no digest of itself; compare the container with the minutes")
        }
    }

    private mutating func introduce(_ root: MetsFile) {
        self.report.kind = PackageKind(rawValue: root.packageType)
        self.report.objectID = root.objectID
        self.report.createdAt = root.createdAt
        self.report.contents.fondsCode = root.fondsCode
        self.report.contents.unit = root.contentCategory == PackageUnit.documents.contentCategory ? .documents : .record
        if self.report.kind == nil {
            self.add(.metadata, "METS.xml", "không rõ loại gói: «\(root.packageType)»", "no known kind of package: “\(root.packageType)”")
        }
        let folder = root.objectID.split(separator: ":", omittingEmptySubsequences: false).joined(separator: "_")
        if folder != self.index.folder {
            self.add(.metadata, "METS.xml", "OBJID không khớp tên thư mục \(self.index.folder)", "OBJID is not the folder \(self.index.folder)")
        }
        guard let createdAt = root.createdAt else {
            return self.add(.date, "METS.xml", "thiếu hoặc sai CREATEDATE", "CREATEDATE is missing or not a time")
        }
        if createdAt > self.now { self.add(.date, "METS.xml", "thời điểm tạo ở tương lai", "it was made in the future") }
    }

    /// Every file a METS file names: whether it is there, as long as it was, and the same.
    private mutating func check(_ mets: MetsFile, base: String) {
        for id in mets.order {
            guard let reference = mets.references[id] else { continue }
            let path = base + reference.href
            self.named.insert(path)
            guard let entry = self.index.entries[path] else {
                self.add(.missing, path, "thiếu tệp", "the file is missing")
                continue
            }
            if let size = reference.sizeBytes, size != entry.sizeBytes {
                self.add(.changed, path, "dài \(entry.sizeBytes) byte, không phải \(size)", "\(entry.sizeBytes) bytes instead of \(size)")
            } else if reference.algorithm != "SHA-256" {
                self.add(.changed, path, "mã kiểm không phải SHA-256", "the checksum is not SHA-256")
            } else if reference.digest != entry.digest {
                self.add(.changed, path, "nội dung đã bị thay đổi", "the content was changed")
            }
        }
    }

    private mutating func sheet() throws(ArchiveError) {
        guard self.index.entries[PackageSheet.path] != nil,
            let sheet = try self.metadata(PackageSheet.path, { (file) throws(ArchiveError) in try PackageSheet(file: file) })
        else { return }
        self.report.contents.properties = sheet.record
        for place in self.report.contents.documents.indices {
            let code = self.report.contents.documents[place].code
            self.report.contents.documents[place].properties = sheet.documents[code] ?? []
        }
    }

    private mutating func counts() {
        let head = self.report.contents.head, documents = self.report.contents.documents
        if let total = Int(head[.totalDoc]), total != documents.count {
            self.add(.metadata, "metadata/descriptive/EAD.xml", "totalDoc = \(total), gói có \(documents.count)", "totalDoc = \(total), there are \(documents.count)")
        }
        if documents.isEmpty { self.add(.missing, "representations", "gói không có tài liệu", "there is no document") }
    }

    private mutating func signatures() {
        for (path, answer) in self.report.signatures.sorted(by: { $0.key < $1.key }) {
            switch answer.verdict {
            case .valid: continue
            case .invalid: self.add(.signature, path, answer.vietnamese, answer.english)
            case .undecided, .unsigned: self.add(.signature, path, isSerious: false, answer.vietnamese, answer.english)
            }
        }
    }
}
