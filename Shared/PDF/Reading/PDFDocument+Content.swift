internal import CQPDF

/// An object in a form that two revisions can be compared by: exact, and independent of where it stands.
struct ObjectContent: Hashable, Sendable {
    /// The value, or the dictionary of a stream, as qpdf writes it.
    let text: [UInt8]
    /// The bytes of a stream as they stand in the file; empty when they were not asked for.
    let data: [UInt8]
    let isStream: Bool

    var isNull: Bool { !self.isStream && self.text.elementsEqual("null".utf8) }
}

extension PDFDocument {
    /// The content of an object; that of a missing one is `null`.
    ///
    /// - Parameter dataLimit: The bytes of a longer stream are left out. Unit: bytes.
    func content(_ reference: PDFReference, dataLimit: Int = .max) throws(PDFError) -> ObjectContent {
        let value = try self.withHandle { (handle) throws(PDFError) -> (text: [UInt8], isStream: Bool, length: Int) in
            guard let number = Int32(exactly: reference.number), let generation = Int32(exactly: reference.generation),
                number > 0, generation >= 0
            else { return (Array("null".utf8), false, 0) }
            let object = qpdf_get_object_by_id(handle.data, number, generation)
            defer { qpdf_oh_release(handle.data, object) }
            guard qpdf_oh_is_stream(handle.data, object) != 0 else {
                let text = handle.lastString(qpdf_oh_unparse_resolved(handle.data, object))
                try handle.check()
                return (text, false, 0)
            }
            let dictionary = qpdf_oh_get_dict(handle.data, object)
            defer { qpdf_oh_release(handle.data, dictionary) }
            let text = handle.lastString(qpdf_oh_unparse(handle.data, dictionary))
            let length = qpdf_oh_get_key(handle.data, dictionary, "/Length")
            defer { qpdf_oh_release(handle.data, length) }
            let count = Int(clamping: qpdf_oh_get_int_value(handle.data, length))
            try handle.check()
            return (text, true, count)
        }
        let data = value.isStream && value.length <= dataLimit ? try self.rawStream(reference) : []
        return ObjectContent(text: value.text, data: data, isStream: value.isStream)
    }

    /// The objects of the pages in their order; a page that is no object of its own counts as number 0.
    func pageReferences() throws(PDFError) -> [PDFReference] {
        try self.withHandle { (handle) throws(PDFError) in
            var result: [PDFReference] = []
            for index in 0..<self.pageCount {
                let page = qpdf_get_page_n(handle.data, index)
                defer { qpdf_oh_release(handle.data, page) }
                let number = Int(qpdf_oh_get_object_id(handle.data, page))
                // qpdf gives a page that occurs twice a number of its own that is not in the file.
                let isOwn = number > 0 && number < self.size
                result.append(isOwn ? PDFReference(number, generation: Int(qpdf_oh_get_generation(handle.data, page))) : PDFReference(0))
            }
            try handle.check()
            return result
        }
    }

    /// The bytes of a stream with the usual filters undone; for streams that qpdf decoded already when it opened the file.
    func filteredStream(_ reference: PDFReference) throws(PDFError) -> [UInt8] {
        try self.withHandle { (handle) throws(PDFError) in
            guard let number = Int32(exactly: reference.number), let generation = Int32(exactly: reference.generation) else { return [] }
            let object = qpdf_get_object_by_id(handle.data, number, generation)
            defer { qpdf_oh_release(handle.data, object) }
            guard qpdf_oh_is_stream(handle.data, object) != 0 else { return [] }
            return try handle.streamData(object, qpdf_dl_generalized)
        }
    }
}
