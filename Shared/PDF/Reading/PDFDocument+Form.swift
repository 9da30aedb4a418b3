extension PDFDocument {
    /// The form's dictionary; `nil` if the document has none.
    ///
    /// - Throws: ``PDFError`` with `damaged`.
    public func acroForm() throws(PDFError) -> PDFDictionary? {
        let form = try self.resolve(self.catalog["AcroForm"])
        if form == .null { return nil }
        guard let dictionary = form.dictionaryValue else { throw PDFError(code: .damaged, message: "/AcroForm is no dictionary") }
        return dictionary
    }

    /// Whether the form is an XFA form, or the document needs rendering as one.
    ///
    /// - Throws: ``PDFError`` with `damaged`.
    public func hasXFA() throws(PDFError) -> Bool {
        if try self.resolve(self.catalog["NeedsRendering"]) == .boolean(true) { return true }
        return try self.resolve(try self.acroForm()?["XFA"]) != .null
    }

    /// All terminal fields in the order of the form.
    ///
    /// - Throws: ``PDFError`` with `damaged` or `tooLarge`; a field that contains itself is `damaged`.
    public func formFields() throws(PDFError) -> [PDFFormField] {
        guard let form = try self.acroForm() else { return [] }
        var walk = FieldWalk(document: self)
        for field in try self.resolve(form["Fields"]).arrayValue ?? [] {
            try walk.visit(field, inherited: FieldWalk.Inherited(), depth: self.limits.nesting)
        }
        return walk.fields
    }

    /// The fields for signatures, signed or empty.
    ///
    /// - Throws: As ``formFields()``.
    public func signatureFields() throws(PDFError) -> [PDFFormField] {
        try self.formFields().filter(\.isSignature)
    }
}

/// Walks the tree of fields from the root to the terminal fields.
private struct FieldWalk {
    struct Inherited {
        var name = ""
        var type: String?
        var value: PDFObject?
    }

    let document: PDFDocument
    var fields: [PDFFormField] = []
    var visited: Set<PDFReference> = []

    mutating func visit(_ object: PDFObject, inherited: Inherited, depth: Int) throws(PDFError) {
        guard depth > 0, self.fields.count < self.document.limits.fields else {
            throw PDFError(code: .tooLarge, message: "the form has too many fields or is nested too deep")
        }
        if let reference = object.referenceValue, !self.visited.insert(reference).inserted {
            throw PDFError(code: .damaged, message: "a form field occurs twice")
        }
        guard let dictionary = try self.document.resolve(object).dictionaryValue else { return }
        var own = inherited
        if let part = try self.document.resolve(dictionary["T"]).textValue {
            own.name = own.name.isEmpty ? part : "\(own.name).\(part)"
        }
        own.type = try self.document.resolve(dictionary["FT"]).nameValue ?? own.type
        own.value = dictionary["V"] ?? own.value
        let kids = try self.document.resolve(dictionary["Kids"]).arrayValue ?? []
        var descended = false
        for kid in kids where try self.isField(kid) {
            try self.visit(kid, inherited: own, depth: depth - 1)
            descended = true
        }
        if !descended { self.add(object, dictionary, own) }
    }

    /// A kid without a name of its own is only a widget of its parent.
    private func isField(_ kid: PDFObject) throws(PDFError) -> Bool {
        try self.document.resolve(kid).dictionaryValue?["T"] != nil
    }

    private mutating func add(_ object: PDFObject, _ dictionary: PDFDictionary, _ own: Inherited) {
        self.fields.append(
            PDFFormField(
                name: own.name, reference: object.referenceValue, dictionary: dictionary, type: own.type,
                valueReference: own.value?.referenceValue, isFilled: own.value != nil && own.value != .null))
    }
}
