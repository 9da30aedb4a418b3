import CQPDF
import CTesseract
import Foundation

/// A PDF from a scanner, from an office program, or of both kinds of pages. Runs only in the worker process.
///
/// Pages that are pictures give their own picture. Other pages are drawn by poppler, and only where the file is to be
/// bound into a new one; a file that is kept as it is gives nothing but its text.
struct PDFScan {
    /// Resolution at which pages of text are drawn. Unit: dots per inch.
    static let drawnDPI = 300

    private let handle: PDFHandle
    private let bytes: [UInt8]
    private let path: String?
    let limits: ScanLimits
    var pdf: qpdf_data { self.handle.pointer }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - file: Its bytes.
    ///   - path: Where it lies, for the programs that read it by name; nil = nowhere, then nothing can be drawn.
    ///   - limits: How large it may be.
    init(opening file: [UInt8], path: String?, limits: ScanLimits) throws(ScanRefusal) {
        self.handle = try PDFHandle(opening: file)
        self.bytes = file
        self.path = path
        self.limits = limits
        qpdf_push_inherited_attributes_to_page(self.handle.pointer)
        guard self.handle.takeError() == nil else { throw ScanRefusal(QualityFinding(.damagedFile)) }
    }

    /// Pages of the file.
    func pageCount() throws(ScanRefusal) -> Int {
        let count = Int(qpdf_get_num_pages(self.pdf))
        guard self.handle.takeError() == nil else { throw ScanRefusal(QualityFinding(.damagedFile)) }
        try self.limits.checkPageCount(count)
        return count
    }

    /// What the file is made of.
    func kind() throws(ScanRefusal) -> ScanKind {
        if self.isSigned { return .signed }
        var (pictures, texts) = (0, 0)
        for page in 1...(try self.pageCount()) {
            if try self.kind(of: self.object(page), page: page).isPicture { pictures += 1 } else { texts += 1 }
        }
        return texts == 0 ? .pictures : pictures == 0 ? .bornDigital : .mixed
    }

    /// Takes the picture out of one page, from 1, and decodes it; a page that is none is drawn.
    func page(_ page: Int) throws -> DecodedPage {
        let object = try self.object(page)
        switch try self.kind(of: object, page: page) {
        case .picture(let image): return try self.picture(image, of: object, page: page)
        case .tiles(let dpi): return try self.drawn(object, page: page, dpi: dpi, channels: 3)
        case .text: return try self.drawn(object, page: page, dpi: Self.drawnDPI, channels: 3)
        }
    }

    /// The text a page carries by itself, with its places.
    func text(_ page: Int) throws -> PageReading {
        let box = self.box(of: try self.object(page))
        guard let path = self.path, let box else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
        let number = String(page)
        let arguments = ["-q", "-enc", "UTF-8", "-f", number, "-l", number, "-tsv", path, "-"]
        guard let table = try ToolProcess.run("pdftotext", arguments, maximumBytes: self.limits.maximumTextBytes) else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: page))
        }
        return TextTable(table).reading(page: page, pointsWide: box.width, pointsHigh: box.height)
    }

    /// A signature names the bytes it covers by this word, in a place no compression reaches (ISO 32000-1, 12.8.1).
    private var isSigned: Bool {
        let word = Array("/ByteRange".utf8)
        return self.bytes.withUnsafeBytes { file in
            var from = 0
            while from + word.count <= file.count, let base = file.baseAddress,
                let found = memchr(base + from, Int32(word[0]), file.count - from) {
                let at = UnsafeRawPointer(found) - base
                guard at + word.count <= file.count else { return false }
                if memcmp(base + at, word, word.count) == 0 { return true }
                from = at + 1
            }
            return false
        }
    }

    private func object(_ page: Int) throws(ScanRefusal) -> qpdf_oh {
        let object = qpdf_get_page_n(self.pdf, page - 1)
        guard self.handle.takeError() == nil else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
        return object
    }

    /// Forgets and tells whether a call before failed.
    func takeFailure() -> Bool { self.handle.takeError() != nil }
}

extension PDFScan {
    private func picture(_ image: qpdf_oh, of object: qpdf_oh, page: Int) throws -> DecodedPage {
        let dictionary = qpdf_oh_get_dict(self.pdf, image)
        let width = self.integer("/Width", of: dictionary)
        let height = self.integer("/Height", of: dictionary)
        try self.limits.checkPage(width: width, height: height, page: page)
        let dpi = self.resolution(of: object, width: width)
        let turn = self.turn(of: object)
        let channels = self.channels(of: dictionary)
        switch self.filterName(of: dictionary) {
        case "/DCTDecode": return try self.jpegPage(image, page: page, width: width, height: height, dpi: dpi).stating(dpi: dpi, turn: turn)
        case "/FlateDecode", "":
            guard self.integer("/BitsPerComponent", of: dictionary) == 8, channels == 1 || channels == 3 else { break }
            return try self.rawPage(image, page: page, width: width, height: height, channels: channels)
                .stating(dpi: dpi, turn: turn)
        default: break
        }
        // Fax, JBIG2, JPEG 2000, palettes and chains of filters: poppler decodes them, at the picture's own resolution.
        let isColour = self.integer("/BitsPerComponent", of: dictionary) == 8 && channels != 1
        return try self.drawn(object, page: page, dpi: dpi, channels: isColour ? 3 : 1)
    }

    private func drawn(_ object: qpdf_oh, page: Int, dpi: Int, channels: Int) throws -> DecodedPage {
        guard let path = self.path, let box = self.box(of: object), (36...1200).contains(dpi) else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: page))
        }
        let scale = Double(dpi) / 72
        let width = Int(clampingToInt: (box.width * scale).rounded(.up))
        let height = Int(clampingToInt: (box.height * scale).rounded(.up))
        try self.limits.checkPage(width: width, height: height, page: page)
        let number = String(page)
        let arguments = ["-q", "-f", number, "-l", number, "-singlefile", "-r", String(dpi), path]
        // Three bytes a pixel, a row and a column to spare for rounding, and a header.
        let most = 3 * (width + 1) * (height + 1) + 64
        guard let picture = try ToolProcess.run("pdftoppm", arguments, maximumBytes: most), picture.starts(with: [0x50, 0x36]),
            let pixels = Pixels(pixReadMem(picture, picture.count))
        else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
        pixSetResolution(pixels.pointer, Int32(clamping: dpi), Int32(clamping: dpi))
        return DecodedPage(pixels: pixels, channels: channels, statedDPI: dpi, ownJPEG: nil)
    }

    private func jpegPage(_ image: qpdf_oh, page: Int, width: Int, height: Int, dpi: Int) throws(ScanRefusal) -> DecodedPage {
        let bytes = try self.stream(image, level: qpdf_dl_none, page: page)
        let decoder = ImageDecoder(bytes: bytes, format: .jpeg, limits: self.limits)
        guard ScanFormat(startingWith: bytes) == .jpeg else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
        let decoded: DecodedPage
        do { decoded = try decoder.page(1) } catch { throw ScanRefusal(error.finding.on(page: page)) }
        guard decoded.pixels.width == width, decoded.pixels.height == height else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: page))
        }
        pixSetResolution(decoded.pixels.pointer, Int32(clamping: dpi), Int32(clamping: dpi))
        return decoded
    }

    private func rawPage(_ image: qpdf_oh, page: Int, width: Int, height: Int, channels: Int) throws(ScanRefusal) -> DecodedPage {
        let samples = try self.stream(image, level: qpdf_dl_generalized, page: page)
        guard samples.count == width * height * channels,
            let pixels = Pixels(pixCreate(Int32(width), Int32(height), channels == 3 ? 32 : 8))
        else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
        RawSamples(bytes: samples, width: width, height: height, channels: channels).fill(pixels)
        return DecodedPage(pixels: pixels, channels: channels, statedDPI: 0, ownJPEG: nil)
    }
}
