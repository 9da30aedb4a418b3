internal import CQPDF

extension PDFDocument {
    /// The bytes of a stream as they stand in the file; empty if the object is no stream.
    ///
    /// - Throws: ``PDFError`` with `damaged`.
    func rawStream(_ reference: PDFReference) throws(PDFError) -> [UInt8] {
        try self.withHandle { (handle) throws(PDFError) in
            guard let number = Int32(exactly: reference.number), let generation = Int32(exactly: reference.generation),
                number > 0, generation >= 0
            else { return [] }
            let object = qpdf_get_object_by_id(handle.data, number, generation)
            defer { qpdf_oh_release(handle.data, object) }
            guard qpdf_oh_is_stream(handle.data, object) != 0 else { return [] }
            return try handle.streamData(object, qpdf_dl_none)
        }
    }

    /// The decoded bytes of a stream that is stored as it is or with `/FlateDecode` alone.
    ///
    /// - Parameter limit: How long the result may be. Unit: bytes.
    /// - Throws: ``PDFError`` with `damaged`, `tooLarge`, or `unsupported` for any other filter.
    func decodedStream(_ reference: PDFReference, limit: Int) throws(PDFError) -> [UInt8] {
        guard case .stream(let dictionary, _) = try self.object(reference) else {
            throw PDFError(code: .damaged, message: "the object \(reference.number) is no stream")
        }
        let filter = try self.resolve(dictionary["Filter"])
        let names = try self.names(filter)
        let raw = try self.rawStream(reference)
        switch names {
        case []:
            guard raw.count <= limit else { throw self.tooLong(reference, limit) }
            return raw
        case ["FlateDecode"]:
            switch Inflate.decompress(raw, limit: limit) {
            case .data(let data): return data
            case .tooLong: throw self.tooLong(reference, limit)
            case .damaged: throw PDFError(code: .damaged, message: "the stream \(reference.number) cannot be decompressed")
            }
        default: throw PDFError(code: .unsupported, message: "the stream \(reference.number) has the filters \(names)")
        }
    }

    private func names(_ filter: PDFObject) throws(PDFError) -> [String] {
        var names: [String] = []
        for item in filter.arrayValue ?? (filter == .null ? [] : [filter]) {
            names.append(try self.resolve(item).nameValue ?? "?")
        }
        return names
    }

    private func tooLong(_ reference: PDFReference, _ limit: Int) -> PDFError {
        PDFError(code: .tooLarge, message: "the stream \(reference.number) is longer than \(limit) bytes")
    }
}
