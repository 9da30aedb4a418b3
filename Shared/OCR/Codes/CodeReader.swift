import CTesseract
import CZBar

/// Finds the codes (QR) printed on a page. Runs only in the worker process: page and code are hostile input.
enum CodeReader {
    /// Most codes told of one page.
    static let mostCodes = 8
    /// Longest code told; longer ones are left out. Unit: bytes. A QR code holds at most 2,953.
    static let longestCode = 4096

    /// Reads the QR codes of a page.
    ///
    /// - Returns: Their texts; those that are no UTF-8 or hold control characters are left out.
    static func codes(of request: CodeRequest) throws -> [String] {
        let file = try ScanFile(path: request.path, limits: request.limits)
        let page = try file.page(request.page)
        guard let grey = Pixels(pixConvertTo8(page.pixels.pointer, 0)) else {
            throw ScanRefusal(QualityFinding(.damagedFile, page: request.page))
        }
        return try self.scan(grey)
    }

    private static func scan(_ grey: borrowing Pixels) throws(OCRError) -> [String] {
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard pixGetRasterData(grey.pointer, &bytes, &count) == 0, let bytes else {
            throw OCRError(.engineUnavailable, "the page could not be laid out for the code reader")
        }
        defer { lept_free(bytes) }
        guard let scanner = zbar_image_scanner_create(), let image = zbar_image_create() else {
            throw OCRError(.engineUnavailable, "the code reader could not be started")
        }
        // Both own what they hold; the pixels are freed by us, after them.
        defer {
            zbar_image_destroy(image)
            zbar_image_scanner_destroy(scanner)
        }
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
        // The bytes as printed: the library would guess an encoding, and guesses wrong on Vietnamese.
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1)
        // "Y800": one byte of grey per pixel.
        zbar_image_set_format(image, 0x3030_3859)
        zbar_image_set_size(image, UInt32(max(0, pixGetWidth(grey.pointer))), UInt32(max(0, pixGetHeight(grey.pointer))))
        zbar_image_set_data(image, bytes, UInt(count), nil)
        guard zbar_scan_image(scanner, image) >= 0 else { return [] }
        return self.texts(of: image)
    }

    private static func texts(of image: OpaquePointer) -> [String] {
        var texts: [String] = []
        var symbol = zbar_image_first_symbol(image)
        while let current = symbol, texts.count < self.mostCodes {
            symbol = zbar_symbol_next(current)
            let length = Int(zbar_symbol_get_data_length(current))
            guard (1...self.longestCode).contains(length), let data = zbar_symbol_get_data(current) else { continue }
            let raw = UnsafeRawBufferPointer(start: data, count: length)
            guard let text = String(validating: raw, as: UTF8.self), !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
                continue
            }
            texts.append(text)
        }
        return texts
    }
}
