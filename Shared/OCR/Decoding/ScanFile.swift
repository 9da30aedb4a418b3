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
        try self.init(bytes: bytes, limits: limits)
    }

    /// Takes a file that is already in memory.
    init(bytes: [UInt8], limits: ScanLimits) throws(ScanRefusal) {
        guard let format = ScanFormat(startingWith: bytes) else {
            throw ScanRefusal(QualityFinding(bytes.isEmpty ? .damagedFile : .wrongFileType))
        }
        switch format {
        case .pdf: self = .pdf(try PDFScan(opening: bytes, limits: limits))
        case .jpeg, .png, .tiff: self = .image(ImageDecoder(bytes: bytes, format: format, limits: limits))
        }
    }

    /// The shape of the file.
    func inspection() throws(ScanRefusal) -> ScanInspection {
        switch self {
        case .image(let decoder): ScanInspection(format: decoder.format, pageCount: try decoder.pageCount())
        case .pdf(let scan): ScanInspection(format: .pdf, pageCount: try scan.pageCount())
        }
    }

    /// One page, from 1.
    func page(_ page: Int) throws(ScanRefusal) -> DecodedPage {
        let count = try self.inspection().pageCount
        guard (1...count).contains(page) else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
        switch self {
        case .image(let decoder): return try decoder.page(page)
        case .pdf(let scan): return try scan.page(page)
        }
    }
}
