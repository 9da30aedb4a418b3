import CQPDF
import CTesseract

/// A PDF whose pages are one image each, as scanners write them. Runs only in the worker process.
///
/// A page with text, several images or none is refused: it was born digital, or it already carries a text layer,
/// and is kept as it is instead of being recognised again.
struct PDFScan {
    private let handle: PDFHandle
    private let limits: ScanLimits
    private var pdf: qpdf_data { self.handle.pointer }

    init(opening file: [UInt8], limits: ScanLimits) throws(ScanRefusal) {
        self.handle = try PDFHandle(opening: file)
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

    /// Takes the image out of one page, from 1, and decodes it.
    func page(_ page: Int) throws(ScanRefusal) -> DecodedPage {
        let object = qpdf_get_page_n(self.pdf, page - 1)
        guard self.handle.takeError() == nil else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
        let image = try self.onlyImage(of: object, page: page)
        let dictionary = qpdf_oh_get_dict(self.pdf, image)
        let width = self.integer("/Width", of: dictionary)
        let height = self.integer("/Height", of: dictionary)
        try self.limits.checkPage(width: width, height: height, page: page)
        let dpi = self.resolution(of: object, width: width)
        switch self.filterName(of: dictionary) {
        case "/DCTDecode":
            return try self.jpegPage(image, page: page, width: width, height: height, dpi: dpi)
        case "/FlateDecode", "":
            return try self.rawPage(image, dictionary: dictionary, page: page, width: width, height: height, dpi: dpi)
        default: throw ScanRefusal(QualityFinding(.wrongFileType, page: page))
        }
    }

    private func onlyImage(of page: qpdf_oh, page number: Int) throws(ScanRefusal) -> qpdf_oh {
        let wrong = ScanRefusal(QualityFinding(.wrongFileType, page: number))
        let resources = qpdf_oh_get_key_if_dict(self.pdf, page, "/Resources")
        let fonts = qpdf_oh_get_key_if_dict(self.pdf, resources, "/Font")
        let objects = qpdf_oh_get_key_if_dict(self.pdf, resources, "/XObject")
        guard self.keys(of: fonts).isEmpty, qpdf_oh_is_dictionary(self.pdf, objects) != 0 else { throw wrong }
        let names = self.keys(of: objects)
        guard names.count == 1, let name = names.first else { throw wrong }
        let image = qpdf_oh_get_key(self.pdf, objects, name)
        guard qpdf_oh_is_stream(self.pdf, image) != 0,
            self.name("/Subtype", of: qpdf_oh_get_dict(self.pdf, image)) == "/Image"
        else { throw wrong }
        return image
    }

    private func jpegPage(_ image: qpdf_oh, page: Int, width: Int, height: Int, dpi: Int) throws(ScanRefusal) -> DecodedPage {
        let bytes = try self.stream(image, level: qpdf_dl_none, page: page)
        let decoder = ImageDecoder(bytes: bytes, format: .jpeg, limits: self.limits)
        guard ScanFormat(startingWith: bytes) == .jpeg else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
        let decoded: DecodedPage
        do { decoded = try decoder.page(1) } catch {
            throw ScanRefusal(
                QualityFinding(error.finding.reason, page: page, measured: error.finding.measured, demanded: error.finding.demanded))
        }
        guard decoded.pixels.width == width, decoded.pixels.height == height else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: page))
        }
        pixSetResolution(decoded.pixels.pointer, Int32(clamping: dpi), Int32(clamping: dpi))
        return decoded.stating(dpi: dpi)
    }

    private func rawPage(
        _ image: qpdf_oh, dictionary: qpdf_oh, page: Int, width: Int, height: Int, dpi: Int
    ) throws(ScanRefusal) -> DecodedPage {
        let channels = self.channels(of: dictionary)
        guard self.integer("/BitsPerComponent", of: dictionary) == 8, channels == 1 || channels == 3 else {
            throw ScanRefusal(QualityFinding(.wrongFileType, page: page))
        }
        let samples = try self.stream(image, level: qpdf_dl_generalized, page: page)
        guard samples.count == width * height * channels,
            let pixels = Pixels(pixCreate(Int32(width), Int32(height), channels == 3 ? 32 : 8))
        else { throw ScanRefusal(QualityFinding(.damagedFile, page: page)) }
        RawSamples(bytes: samples, width: width, height: height, channels: channels).fill(pixels)
        pixSetResolution(pixels.pointer, Int32(clamping: dpi), Int32(clamping: dpi))
        return DecodedPage(pixels: pixels, channels: channels, statedDPI: dpi, ownJPEG: nil)
    }

    private func stream(_ image: qpdf_oh, level: qpdf_stream_decode_level_e, page: Int) throws(ScanRefusal) -> [UInt8] {
        var filtered: QPDF_BOOL = 0
        var buffer: UnsafeMutablePointer<UInt8>?
        var length = 0
        let code = qpdf_oh_get_stream_data(self.pdf, image, level, &filtered, &buffer, &length)
        defer { free(buffer) }
        guard self.handle.takeError() == nil, code & 2 == 0, let buffer else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: page))
        }
        return Array(UnsafeBufferPointer(start: buffer, count: length))
    }
}

extension PDFScan {
    /// The page's image covers its media box: dots per inch follow from both widths.
    private func resolution(of page: qpdf_oh, width: Int) -> Int {
        let box = qpdf_oh_get_key(self.pdf, page, "/MediaBox")
        guard qpdf_oh_is_array(self.pdf, box) != 0, qpdf_oh_get_array_n_items(self.pdf, box) == 4 else { return 0 }
        let left = qpdf_oh_get_numeric_value(self.pdf, qpdf_oh_get_array_item(self.pdf, box, 0))
        let right = qpdf_oh_get_numeric_value(self.pdf, qpdf_oh_get_array_item(self.pdf, box, 2))
        let points = abs(right - left)
        guard points.isFinite, points >= 1, self.handle.takeError() == nil else { return 0 }
        return Int(clampingToInt: (Double(width) * 72 / points).rounded())
    }

    private func channels(of dictionary: qpdf_oh) -> Int {
        let space = qpdf_oh_get_key(self.pdf, dictionary, "/ColorSpace")
        if qpdf_oh_is_name(self.pdf, space) != 0 {
            switch String(cString: qpdf_oh_get_name(self.pdf, space)) {
            case "/DeviceRGB": return 3
            case "/DeviceGray": return 1
            default: return 0
            }
        }
        guard qpdf_oh_is_array(self.pdf, space) != 0, qpdf_oh_get_array_n_items(self.pdf, space) >= 2 else { return 0 }
        let family = qpdf_oh_get_array_item(self.pdf, space, 0)
        guard qpdf_oh_is_name_and_equals(self.pdf, family, "/ICCBased") != 0 else { return 0 }
        let profile = qpdf_oh_get_array_item(self.pdf, space, 1)
        guard qpdf_oh_is_stream(self.pdf, profile) != 0 else { return 0 }
        return self.integer("/N", of: qpdf_oh_get_dict(self.pdf, profile))
    }

    private func filterName(of dictionary: qpdf_oh) -> String {
        var filter = qpdf_oh_get_key(self.pdf, dictionary, "/Filter")
        if qpdf_oh_is_array(self.pdf, filter) != 0 {
            guard qpdf_oh_get_array_n_items(self.pdf, filter) == 1 else { return "/Several" }
            filter = qpdf_oh_get_array_item(self.pdf, filter, 0)
        }
        if qpdf_oh_is_null(self.pdf, filter) != 0 { return "" }
        guard qpdf_oh_is_name(self.pdf, filter) != 0 else { return "/Unknown" }
        return String(cString: qpdf_oh_get_name(self.pdf, filter))
    }

    private func name(_ key: String, of dictionary: qpdf_oh) -> String {
        let value = qpdf_oh_get_key(self.pdf, dictionary, key)
        guard qpdf_oh_is_name(self.pdf, value) != 0 else { return "" }
        return String(cString: qpdf_oh_get_name(self.pdf, value))
    }

    private func integer(_ key: String, of dictionary: qpdf_oh) -> Int {
        let value = qpdf_oh_get_key(self.pdf, dictionary, key)
        guard qpdf_oh_is_integer(self.pdf, value) != 0 else { return 0 }
        return Int(qpdf_oh_get_int_value_as_int(self.pdf, value))
    }

    private func keys(of dictionary: qpdf_oh) -> [String] {
        guard qpdf_oh_is_dictionary(self.pdf, dictionary) != 0 else { return [] }
        var keys: [String] = []
        qpdf_oh_begin_dict_key_iter(self.pdf, dictionary)
        while qpdf_oh_dict_more_keys(self.pdf) != 0, let key = qpdf_oh_dict_next_key(self.pdf) {
            keys.append(String(cString: key))
        }
        return keys
    }
}
