/// Puts a signature field, new or found empty, into an update of a document.
struct SignatureFieldUpdate {
    let document: PDFDocument
    let request: SignatureRequest
    let fields: [PDFFormField]
    /// The catalog as this update has it so far.
    private var catalog: PDFDictionary

    init(document: PDFDocument, request: SignatureRequest, fields: [PDFFormField]) {
        self.document = document
        self.request = request
        self.fields = fields
        self.catalog = document.catalog
    }

    /// Whether a new field would cover a part of a page.
    var isShown: Bool {
        if case .invisible = self.request.appearance { false } else { true }
    }

    /// The name of the field, and the empty field of that name if there is one.
    func target() throws(PDFError) -> (name: String, existing: PDFFormField?) {
        guard let name = self.request.fieldName else {
            var number = 1
            let taken = Set(self.fields.map(\.name))
            while taken.contains("Signature\(number)") { number += 1 }
            return ("Signature\(number)", nil)
        }
        guard !name.isEmpty else { throw PDFError(code: .badInput, message: "the field has no name") }
        guard let field = self.fields.first(where: { $0.name == name }) else {
            guard !name.contains("."), !self.fields.contains(where: { $0.name.hasPrefix("\(name).") }) else {
                throw PDFError(code: .badInput, message: "a new field cannot be named \(name)")
            }
            return (name, nil)
        }
        guard field.isSignature, !field.isFilled else {
            throw PDFError(code: .fieldTaken, message: "the field \(name) is \(field.isSignature ? "signed already" : "for no signature")")
        }
        guard field.reference != nil else { throw PDFError(code: .unsupported, message: "the field \(name) is no object of its own") }
        return (name, field)
    }

    /// Notes in the catalog which signature certifies the document; what else stands in `/Perms` stays.
    mutating func certify(by value: PDFReference, in update: inout PDFAppender) throws(PDFError) {
        let before = try self.document.resolve(self.catalog["Perms"])
        guard before == .null || before.dictionaryValue != nil else { throw PDFError(code: .damaged, message: "/Perms is no dictionary") }
        var permissions = before.dictionaryValue ?? PDFDictionary()
        permissions["DocMDP"] = .reference(value)
        if before != .null, let reference = self.catalog["Perms"]?.referenceValue {
            return update.put(reference, .dictionary(permissions))
        }
        self.catalog["Perms"] = .dictionary(permissions)
        update.put(self.document.catalogReference, .dictionary(self.catalog))
    }

    /// Fills an empty field; its widget stays where it is.
    func fill(_ field: PDFFormField, value: PDFReference, in update: inout PDFAppender) throws(PDFError) {
        guard let reference = field.reference else { throw PDFError(code: .unsupported, message: "the field is no object of its own") }
        var dictionary = field.dictionary
        dictionary["V"] = .reference(value)
        let kids = try self.document.resolve(dictionary["Kids"]).arrayValue ?? []
        switch kids.count {
        case 0: try self.dress(&dictionary, in: &update)
        case 1:
            guard let kid = kids[0].referenceValue, var widget = try self.document.object(kid).dictionaryValue else {
                throw PDFError(code: .damaged, message: "the field's widget is no object")
            }
            try self.dress(&widget, in: &update)
            update.put(kid, .dictionary(widget))
        default: throw PDFError(code: .unsupported, message: "the field has \(kids.count) widgets")
        }
        update.put(reference, .dictionary(dictionary))
    }

    private func dress(_ widget: inout PDFDictionary, in update: inout PDFAppender) throws(PDFError) {
        widget["F"] = .integer(132)
        let rectangle = PDFRectangle(try self.document.resolve(widget["Rect"]))
        guard let rectangle, rectangle.width > 1, rectangle.height > 1, let drawing = try self.drawing(within: rectangle, of: widget) else {
            widget["AP"] = .dictionary(["N": .reference(AppearanceStream.writeEmpty(to: &update))])
            return
        }
        widget["AP"] = .dictionary(["N": .reference(try drawing.write(to: &update))])
    }

    /// Adds a field that is its own widget, to the page and to the form.
    func add(_ name: String, value: PDFReference, in update: inout PDFAppender) throws(PDFError) {
        let shown = try self.drawing()
        let page = if let shown { shown.page } else { try self.document.page(0) }
        var field: PDFDictionary = [
            "Type": .name("Annot"), "Subtype": .name("Widget"), "FT": .name("Sig"), "T": .text(name),
            "V": .reference(value), "F": .integer(132), "P": .reference(page.reference),
        ]
        if let shown {
            field["Rect"] = shown.drawing.rectangle.object
            field["AP"] = .dictionary(["N": .reference(try shown.drawing.write(to: &update))])
            if page.rotation != 0 { field["MK"] = .dictionary(["R": .integer(page.rotation)]) }
        } else {
            field["Rect"] = .numbers([0, 0, 0, 0])
            // A timestamp's field goes without: an appearance, though empty, counts as form filling to others, which a
            // certification with P 1 forbids, and PDF/A-2 asks none of a field without size.
            if self.request.kind == .approval {
                field["AP"] = .dictionary(["N": .reference(AppearanceStream.writeEmpty(to: &update))])
            }
        }
        let reference = update.add(.dictionary(field))
        try self.append(reference, to: "Annots", of: page.dictionary, page.reference, in: &update)
        try self.addToForm(reference, in: &update)
    }

    /// Appends to an array that is direct, indirect or missing, and writes the smallest object anew.
    private func append(
        _ item: PDFReference, to key: String, of owner: PDFDictionary, _ ownerReference: PDFReference, in update: inout PDFAppender
    ) throws(PDFError) {
        let items = try self.document.resolve(owner[key])
        guard items == .null || items.arrayValue != nil else { throw PDFError(code: .damaged, message: "/\(key) is no array") }
        let extended = PDFObject.array((items.arrayValue ?? []) + [.reference(item)])
        if let reference = owner[key]?.referenceValue, items != .null {
            update.put(reference, extended)
        } else {
            var owner = owner
            owner[key] = extended
            update.put(ownerReference, .dictionary(owner))
        }
    }
}

extension SignatureFieldUpdate {
    /// Lists a new field in the form, and marks the form as signed.
    private func addToForm(_ field: PDFReference, in update: inout PDFAppender) throws(PDFError) {
        try self.changeForm(in: &update) { (form, update) throws(PDFError) in
            let items = try self.document.resolve(form["Fields"])
            guard items == .null || items.arrayValue != nil else { throw PDFError(code: .damaged, message: "/Fields is no array") }
            let extended = PDFObject.array((items.arrayValue ?? []) + [.reference(field)])
            if let reference = form["Fields"]?.referenceValue, items != .null {
                update.put(reference, extended)
            } else {
                form["Fields"] = extended
            }
        }
    }

    /// Marks the form as signed without changing its fields.
    func markForm(in update: inout PDFAppender) throws(PDFError) {
        try self.changeForm(in: &update) { (_, _) throws(PDFError) in }
    }

    /// Changes the form and sets `/SigFlags 3`; drops `/NeedAppearances`, which would let readers redraw signed fields.
    private func changeForm(
        in update: inout PDFAppender, _ change: (inout PDFDictionary, inout PDFAppender) throws(PDFError) -> Void
    ) throws(PDFError) {
        let before = try self.document.acroForm()
        var form = before ?? PDFDictionary()
        try change(&form, &update)
        form["SigFlags"] = .integer((try self.document.resolve(form["SigFlags"]).integerValue ?? 0) | 3)
        form["NeedAppearances"] = nil
        guard form != before else { return }
        if before != nil, let reference = self.catalog["AcroForm"]?.referenceValue {
            return update.put(reference, .dictionary(form))
        }
        var catalog = self.catalog
        catalog["AcroForm"] = before == nil ? .reference(update.add(.dictionary(form))) : .dictionary(form)
        update.put(self.document.catalogReference, .dictionary(catalog))
    }
}
