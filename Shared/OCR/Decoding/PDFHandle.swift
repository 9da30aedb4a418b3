import CQPDF

/// Owns one `qpdf_data` and cleans it up exactly once.
///
/// qpdf keeps the pointer to the file's bytes, so they live in the handle for as long as it does.
final class PDFHandle {
    let pointer: qpdf_data
    private let bytes: UnsafeMutableBufferPointer<CChar>

    /// Opens a PDF strictly: no repair of broken cross-reference tables.
    init(opening file: [UInt8]) throws(ScanRefusal) {
        guard let pointer = qpdf_init() else { throw ScanRefusal(QualityFinding(.damagedFile)) }
        self.pointer = pointer
        self.bytes = .allocate(capacity: file.count)
        _ = self.bytes.initialize(from: file.lazy.map { CChar(bitPattern: $0) })
        qpdf_silence_errors(pointer)
        qpdf_set_suppress_warnings(pointer, 1)
        qpdf_set_attempt_recovery(pointer, 0)
        qpdf_read_memory(pointer, "scan", self.bytes.baseAddress, UInt64(file.count), nil)
        if let error = self.takeError() {
            throw ScanRefusal(QualityFinding(error == qpdf_e_password ? .encrypted : .damagedFile))
        }
        guard qpdf_is_encrypted(pointer) == 0 else { throw ScanRefusal(QualityFinding(.encrypted)) }
    }

    deinit {
        var pointer: qpdf_data? = self.pointer
        qpdf_cleanup(&pointer)
        self.bytes.deallocate()
    }

    /// Reads and clears the pending error; nil when the last calls went well.
    func takeError() -> qpdf_error_code_e? {
        guard qpdf_has_error(self.pointer) != 0 else { return nil }
        return qpdf_get_error_code(self.pointer, qpdf_get_error(self.pointer))
    }
}
