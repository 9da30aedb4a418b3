import CTesseract
import Glibc

/// Decodes JPEG, PNG and TIFF files by leptonica. Runs only in the worker process.
///
/// The header is judged before a pixel is decoded, and only the three formats are ever handed to leptonica,
/// which knows many more.
struct ImageDecoder {
    let bytes: [UInt8]
    let format: ScanFormat
    let limits: ScanLimits

    /// Pages of the file.
    func pageCount() throws(ScanRefusal) -> Int {
        let count: Int
        switch self.format {
        case .jpeg, .png:
            count = 1
            let size = self.headerSize(page: 1)
            try self.limits.checkPage(width: size.width, height: size.height, page: 1)
        case .tiff: count = self.tiffPageCount()
        case .pdf: throw ScanRefusal(QualityFinding(.wrongFileType))
        }
        try self.limits.checkPageCount(count)
        return count
    }

    /// Decodes one page, from 1.
    func page(_ page: Int) throws(ScanRefusal) -> DecodedPage {
        let size = self.headerSize(page: page)
        try self.limits.checkPage(width: size.width, height: size.height, page: page)
        guard let pixels = Pixels(self.decode(page: page)) else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: page))
        }
        let channels = pixels.depth >= 24 ? 3 : pixels.channels
        let keepsJPEG = self.format == .jpeg && size.channels != 4
        let dpi = pixels.statedDPI
        return DecodedPage(pixels: pixels, channels: channels, statedDPI: dpi, ownJPEG: keepsJPEG ? self.bytes : nil)
    }

    private struct Size {
        var width = 0
        var height = 0
        var channels = 0
    }

    private func headerSize(page: Int) -> Size {
        var (width, height, channels): (Int32, Int32, Int32) = (0, 0, 0)
        let failed =
            switch self.format {
            case .jpeg: readHeaderMemJpeg(self.bytes, self.bytes.count, &width, &height, &channels, nil, nil)
            case .png: readHeaderMemPng(self.bytes, self.bytes.count, &width, &height, nil, &channels, nil)
            case .tiff:
                readHeaderMemTiff(
                    self.bytes, self.bytes.count, Int32(clamping: page - 1), &width, &height, nil, &channels, nil, nil, nil)
            case .pdf: Int32(1)
            }
        return failed == 0 ? Size(width: Int(width), height: Int(height), channels: Int(channels)) : Size()
    }

    private func decode(page: Int) -> UnsafeMutablePointer<Pix>? {
        switch self.format {
        case .jpeg: pixReadMemJpeg(self.bytes, self.bytes.count, 0, 1, nil, 0)
        case .png: pixReadMemPng(self.bytes, self.bytes.count)
        case .tiff: pixReadMemTiff(self.bytes, self.bytes.count, Int32(clamping: page - 1))
        case .pdf: nil
        }
    }

    private func tiffPageCount() -> Int {
        self.bytes.withUnsafeBytes { buffer in
            // fmemopen only reads here; mode "r" never writes through the pointer.
            guard let base = buffer.baseAddress,
                let file = fmemopen(UnsafeMutableRawPointer(mutating: base), buffer.count, "r")
            else { return 0 }
            defer { fclose(file) }
            var count: Int32 = 0
            return tiffGetCount(file, &count) == 0 ? Int(count) : 0
        }
    }
}
