import Foundation

/// A scan in memory, of a format that was told from its bytes. Runs only in the worker process.
enum ScanFile {
    case image(ImageDecoder)
    case pdf(PDFScan)

    /// Reads a file within its limits.
    init(path: String, limits: ScanLimits) throws {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }  // Read only: closing can lose nothing.
        let size = try handle.seekToEnd()
        guard size <= UInt64(clamping: limits.maximumFileBytes) else {
            throw ScanRefusal(
                QualityFinding(.tooLarge, measured: "\(size >> 20) MiB", demanded: "≤ \(limits.maximumFileBytes >> 20) MiB"))
        }
        try handle.seek(toOffset: 0)
        let bytes = [UInt8](try handle.readToEnd() ?? Data())
        try self.init(bytes: bytes, path: path, limits: limits)
    }

    /// Takes a file that is already in memory.
    ///
    /// - Parameter path: Where the same bytes lie, for programs that read them by name.
    init(bytes: [UInt8], path: String? = nil, limits: ScanLimits) throws(ScanRefusal) {
        guard let format = ScanFormat(startingWith: bytes) else {
            throw ScanRefusal(QualityFinding(bytes.isEmpty ? .damagedFile : .wrongFileType))
        }
        switch format {
        case .pdf: self = .pdf(try PDFScan(opening: bytes, path: path, limits: limits))
        case .jpeg, .png, .tiff: self = .image(ImageDecoder(bytes: bytes, format: format, limits: limits))
        }
    }

    /// The shape of the file.
    func inspection() throws(ScanRefusal) -> ScanInspection {
        switch self {
        case .image(let decoder): ScanInspection(format: decoder.format, pageCount: try decoder.pageCount())
        case .pdf(let scan): ScanInspection(format: .pdf, pageCount: try scan.pageCount(), kind: try scan.kind())
        }
    }

    /// One page, from 1.
    func page(_ page: Int) throws -> DecodedPage {
        try self.check(page)
        switch self {
        case .image(let decoder): return try decoder.page(page)
        case .pdf(let scan): return try scan.page(page)
        }
    }

    /// The text one page, from 1, carries by itself; a picture carries none.
    func text(_ page: Int) throws -> PageReading {
        try self.check(page)
        guard case .pdf(let scan) = self else {
            return PageReading(page: page, measures: PageMeasures(), findings: [], lines: [], meanConfidence: 0)
        }
        return try scan.text(page)
    }

    private func check(_ page: Int) throws(ScanRefusal) {
        let count =
            switch self {
            case .image(let decoder): try decoder.pageCount()
            case .pdf(let scan): try scan.pageCount()
            }
        guard (1...count).contains(page) else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
    }
}
