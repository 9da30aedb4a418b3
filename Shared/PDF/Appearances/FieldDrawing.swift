/// What a signature field shows, placed and ready to be written.
enum FieldDrawing {
    case text(AppearanceStream)
    case picture(PictureStream)

    /// Where the widget lies, in the page's own coordinates.
    var rectangle: PDFRectangle {
        switch self {
        case .text(let text): text.rectangle
        case .picture(let picture): picture.rectangle
        }
    }

    /// Writes the form with its fonts or images, and returns it.
    func write(to sink: inout some PDFObjectSink) throws(PDFError) -> PDFReference {
        switch self {
        case .text(let text): try text.write(to: &sink)
        case .picture(let picture): try picture.write(to: &sink)
        }
    }
}

extension SignatureFieldUpdate {
    /// The drawing of a new field and its page; `nil` if it shows nothing.
    func drawing() throws(PDFError) -> (drawing: FieldDrawing, page: PDFPage)? {
        switch self.request.appearance {
        case .invisible: return nil
        case .text(let text):
            let page = try self.document.page(text.pageIndex)
            return (.text(try AppearanceStream(text, on: page, taken: try self.takenPlaces(on: page))), page)
        case .picture(let picture):
            switch picture.place {
            case .box(_, let index), .between(_, _, let index), .overLeftThird(_, let index):
                let page = try self.document.page(index)
                return (.picture(try PictureStream(picture, on: page, anchor: nil)), page)
            case .overLeftThirdOfField(let name):
                let (page, anchor) = try self.shownField(name)
                return (.picture(try PictureStream(picture, on: page, anchor: anchor)), page)
            }
        }
    }

    /// The drawing within a field that is on a page already.
    func drawing(within rectangle: PDFRectangle, of widget: PDFDictionary) throws(PDFError) -> FieldDrawing? {
        switch self.request.appearance {
        case .invisible: nil
        case .text(let text): .text(try AppearanceStream(text, within: rectangle, page: try self.page(of: widget)))
        case .picture(let picture): .picture(try PictureStream(picture, within: rectangle, page: try self.page(of: widget)))
        }
    }

    /// The page a widget says it is on, otherwise the first.
    private func page(of widget: PDFDictionary) throws(PDFError) -> PDFPage {
        let references = try self.document.pageReferences()
        let index = widget["P"]?.referenceValue.flatMap { references.firstIndex(of: $0) }
        return try self.document.page(index ?? 0)
    }

    /// What signature fields show on a page already.
    private func takenPlaces(on page: PDFPage) throws(PDFError) -> [PDFRectangle] {
        var places: [PDFRectangle] = []
        for item in try self.document.resolve(page.dictionary["Annots"]).arrayValue ?? [] {
            guard let widget = try self.document.resolve(item).dictionaryValue, widget["Subtype"]?.nameValue == "Widget",
                let rectangle = PDFRectangle(try self.document.resolve(widget["Rect"])), rectangle.width > 0, rectangle.height > 0
            else { continue }
            places.append(rectangle)
        }
        return places
    }

    /// Where a field is shown: its page, and its rectangle as a reader sees it.
    private func shownField(_ name: String) throws(PDFError) -> (page: PDFPage, shown: PDFRectangle?) {
        guard let field = self.fields.first(where: { $0.name == name }), field.isSignature else {
            throw PDFError(code: .badInput, message: "there is no signature field \(name)")
        }
        var widget = field.dictionary
        if let kid = try self.document.resolve(widget["Kids"]).arrayValue?.first { widget = try self.document.resolve(kid).dictionaryValue ?? widget }
        let page = try self.page(of: widget)
        guard let rectangle = PDFRectangle(try self.document.resolve(widget["Rect"])), rectangle.width > 0, rectangle.height > 0 else {
            return (page, nil)
        }
        return (page, ShownPage(page).shown(rectangle))
    }
}
