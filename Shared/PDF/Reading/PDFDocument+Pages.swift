internal import CQPDF

extension PDFDocument {
    /// A page, counted from 0, with what it inherits from the page tree.
    ///
    /// - Throws: ``PDFError`` with `badInput` when there is no such page, `damaged` when it has no usable size.
    public func page(_ index: Int) throws(PDFError) -> PDFPage {
        guard (0..<self.pageCount).contains(index) else {
            throw PDFError(code: .badInput, message: "there is no page \(index + 1) of \(self.pageCount)")
        }
        let reference = try self.withHandle { (handle) throws(PDFError) -> PDFReference in
            let page = qpdf_get_page_n(handle.data, index)
            defer { qpdf_oh_release(handle.data, page) }
            try handle.check()
            let number = Int(qpdf_oh_get_object_id(handle.data, page))
            return PDFReference(number, generation: Int(qpdf_oh_get_generation(handle.data, page)))
        }
        // qpdf gives a page that occurs twice, or directly, a number of its own that is not in the file.
        guard reference.number > 0, reference.number < self.size, let dictionary = try self.object(reference).dictionaryValue else {
            throw PDFError(code: .damaged, message: "page \(index + 1) is no object of its own")
        }
        return try self.page(reference, dictionary, index)
    }

    private func page(_ reference: PDFReference, _ dictionary: PDFDictionary, _ index: Int) throws(PDFError) -> PDFPage {
        guard let media = PDFRectangle(try self.numbers(try self.inherited("MediaBox", dictionary))), media.width >= 1, media.height >= 1 else {
            throw PDFError(code: .damaged, message: "page \(index + 1) has no usable /MediaBox")
        }
        let crop = PDFRectangle(try self.numbers(try self.inherited("CropBox", dictionary)))
        let angle = try self.inherited("Rotate", dictionary).numberValue ?? 0
        guard let degrees = Int(exactly: angle), degrees.isMultiple(of: 90) else {
            throw PDFError(code: .damaged, message: "page \(index + 1) is turned by \(angle) degrees")
        }
        return PDFPage(
            reference: reference, dictionary: dictionary, mediaBox: media,
            visibleBox: crop.flatMap { media.intersection($0) } ?? media,
            rotation: ((degrees % 360) + 360) % 360)
    }

    /// An array with its members resolved.
    private func numbers(_ object: PDFObject) throws(PDFError) -> PDFObject {
        guard let items = object.arrayValue, items.count <= 16 else { return object }
        var result: [PDFObject] = []
        for item in items { result.append(try self.resolve(item)) }
        return .array(result)
    }

    /// A value of the page or of the nearest ancestor that has it.
    private func inherited(_ key: String, _ page: PDFDictionary) throws(PDFError) -> PDFObject {
        var node = page
        for _ in 0..<self.limits.nesting {
            let value = try self.resolve(node[key])
            if value != .null { return value }
            guard let parent = try self.resolve(node["Parent"]).dictionaryValue else { return .null }
            node = parent
        }
        throw PDFError(code: .tooLarge, message: "the page tree is too deep")
    }
}
