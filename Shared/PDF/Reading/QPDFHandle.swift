internal import CQPDF
internal import Glibc

/// Owns one `qpdf_data` and a share of the bytes it reads from, and frees it exactly once.
///
/// `qpdf_read_memory` keeps the pointer it is given, so the view, which keeps the memory, lives as long as the handle.
/// Recovery is off: a file whose cross-reference is broken is an error.
struct QPDFHandle: ~Copyable {
    let data: qpdf_data
    private let view: FileView

    private init(data: qpdf_data, view: FileView) {
        self.data = data
        self.view = view
    }

    /// Opens a document with recovery off.
    static func reading(_ view: FileView) throws(PDFError) -> QPDFHandle {
        guard let data = qpdf_init() else { throw PDFError(code: .unsupported, message: "qpdf_init returned nothing") }
        let handle = QPDFHandle(data: data, view: view)
        qpdf_silence_errors(data)
        qpdf_set_suppress_warnings(data, 1)
        qpdf_set_attempt_recovery(data, 0)
        // The pointer outlives the closure because `view` keeps the memory, which never moves.
        let result = view.withUnsafeBytes { bytes in
            qpdf_read_memory(data, "document", bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt64(bytes.count), nil)
        }
        try handle.check()
        guard result & 2 == 0 else { throw PDFError(code: .damaged, message: "qpdf could not read the document") }
        guard qpdf_is_encrypted(data) == 0 else { throw PDFError(code: .encrypted, message: "the document is encrypted") }
        return handle
    }

    deinit {
        var data: qpdf_data? = self.data
        qpdf_cleanup(&data)
    }

    /// Takes qpdf's pending error, if any, and throws it as ours.
    func check() throws(PDFError) {
        guard qpdf_has_error(self.data) != 0, let error = qpdf_get_error(self.data) else { return }
        let detail = qpdf_get_error_full_text(self.data, error).map { String(cString: $0) } ?? "no detail"
        switch qpdf_get_error_code(self.data, error) {
        case qpdf_e_password: throw PDFError(code: .encrypted, message: detail)
        case qpdf_e_unsupported: throw PDFError(code: .unsupported, message: detail)
        default: throw PDFError(code: .damaged, message: detail)
        }
    }

    /// Takes qpdf's warnings.
    func warnings(limit: Int = 100) -> [String] {
        var result: [String] = []
        while qpdf_more_warnings(self.data) != 0, result.count < limit {
            guard let warning = qpdf_next_warning(self.data) else { break }
            result.append(qpdf_get_error_full_text(self.data, warning).map { String(cString: $0) } ?? "no detail")
        }
        return result
    }
}

extension QPDFHandle {
    /// A copy of the string that qpdf returned last.
    func lastString(_ pointer: UnsafePointer<CChar>?) -> [UInt8] {
        pointer.map { [UInt8](UnsafeRawBufferPointer(start: $0, count: qpdf_get_last_string_length(self.data))) } ?? []
    }

    /// A copy of a stream's bytes.
    func streamData(_ stream: qpdf_oh, _ level: qpdf_stream_decode_level_e) throws(PDFError) -> [UInt8] {
        var filtered: QPDF_BOOL = 0
        var buffer: UnsafeMutablePointer<UInt8>?
        var length = 0
        _ = qpdf_oh_get_stream_data(self.data, stream, level, &filtered, &buffer, &length)
        defer { free(buffer) }
        try self.check()
        return [UInt8](UnsafeBufferPointer(start: buffer, count: buffer == nil ? 0 : length))
    }

    /// Copies a value out of qpdf; indirect objects below the top become references.
    ///
    /// - Parameter resolving: Whether an indirect object at the top is followed.
    func object(_ handle: qpdf_oh, resolving: Bool, depth: Int) throws(PDFError) -> PDFObject {
        guard depth > 0 else { throw PDFError(code: .tooLarge, message: "an object is nested too deep") }
        if !resolving, qpdf_oh_is_indirect(self.data, handle) != 0 {
            let number = Int(qpdf_oh_get_object_id(self.data, handle))
            return .reference(PDFReference(number, generation: Int(qpdf_oh_get_generation(self.data, handle))))
        }
        switch qpdf_oh_get_type_code(self.data, handle) {
        case ot_null: return .null
        case ot_boolean: return .boolean(qpdf_oh_get_bool_value(self.data, handle) != 0)
        case ot_integer: return .integer(Int(qpdf_oh_get_int_value(self.data, handle)))
        case ot_real: return .real(qpdf_oh_get_real_value(self.data, handle).map { String(cString: $0) } ?? "0")
        case ot_name: return .name(self.name(qpdf_oh_get_name(self.data, handle)))
        case ot_string:
            var length = 0
            guard let pointer = qpdf_oh_get_binary_string_value(self.data, handle, &length) else { return .string([]) }
            return .string([UInt8](UnsafeRawBufferPointer(start: pointer, count: length)))
        case ot_array: return .array(try self.items(handle, depth: depth - 1))
        case ot_dictionary: return .dictionary(try self.entries(handle, depth: depth - 1))
        case ot_stream:
            let dictionary = qpdf_oh_get_dict(self.data, handle)
            defer { qpdf_oh_release(self.data, dictionary) }
            return .stream(try self.entries(dictionary, depth: depth - 1), [])
        default:
            try self.check()
            throw PDFError(code: .damaged, message: "an object is of no PDF type")
        }
    }

    /// A name as qpdf gives it, without its slash.
    private func name(_ pointer: UnsafePointer<CChar>?) -> String {
        guard let pointer else { return "" }
        let text = String(cString: pointer)
        return text.hasPrefix("/") ? String(text.dropFirst()) : text
    }

    private func items(_ handle: qpdf_oh, depth: Int) throws(PDFError) -> [PDFObject] {
        let count = qpdf_oh_get_array_n_items(self.data, handle)
        var result: [PDFObject] = []
        result.reserveCapacity(Int(count))
        for index in 0..<max(count, 0) {
            let item = qpdf_oh_get_array_item(self.data, handle, index)
            defer { qpdf_oh_release(self.data, item) }
            result.append(try self.object(item, resolving: false, depth: depth))
        }
        return result
    }

    private func entries(_ handle: qpdf_oh, depth: Int) throws(PDFError) -> PDFDictionary {
        var names: [String] = []
        qpdf_oh_begin_dict_key_iter(self.data, handle)
        while qpdf_oh_dict_more_keys(self.data) != 0 {
            guard let key = qpdf_oh_dict_next_key(self.data) else { break }
            names.append(String(cString: key))
        }
        var result = PDFDictionary()
        for name in names {
            let value = qpdf_oh_get_key(self.data, handle, name)
            defer { qpdf_oh_release(self.data, value) }
            result[name.hasPrefix("/") ? String(name.dropFirst()) : name] = try self.object(value, resolving: false, depth: depth)
        }
        return result
    }
}
