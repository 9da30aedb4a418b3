extension UpdateJudge {
    /// Entries of a widget that act; a signature field has no use for them.
    private static let actions: Set<String> = ["A", "AA", "PMD"]

    /// A field that the update adds: only one for a signature is accepted.
    mutating func judgeNewField(_ reference: PDFReference, _ inherited: FieldContext) throws(PDFError) {
        guard self.isNew(reference), let field = try self.after.object(reference).dictionaryValue else {
            self.report(.fieldAdded, .other, reference, detail: "an object that was there before became a field")
            return
        }
        let context = try self.context(inherited, field, in: self.after)
        self.claim(reference)
        self.fieldWidgets.insert(reference)
        // A kid without a name of its own is a further widget of its parent.
        guard context.type == "Sig", field["T"] != nil else {
            self.report(.fieldAdded, .other, reference, detail: "the field \(context.name) of type \(context.type ?? "none")")
            return
        }
        var level = ChangeLevel.formFilling
        var isSigned = false
        if let value = field["V"], value != .null {
            level = try self.judgeSignature(value, Cursor(owner: reference, path: "V"), context.name)
            isSigned = true
        }
        var widgets: [(PDFReference, PDFDictionary)] = []
        let (kidsPlace, kids) = try self.follow(Cursor(owner: reference, path: "Kids"), field["Kids"])
        for kid in kids.arrayValue ?? [] {
            let (place, widget) = try self.follow(kidsPlace.child("*"), kid)
            if let dictionary = widget.dictionaryValue, place.owner != reference, self.isNew(place.owner) {
                self.claim(place.owner)
                widgets.append((place.owner, dictionary))
            }
        }
        if widgets.isEmpty { widgets = [(reference, field)] }
        for (widget, dictionary) in widgets {
            level = max(level, try self.judgeNewWidget(widget, dictionary, isSigned: isSigned, name: context.name))
        }
        try self.claimNew(Cursor(owner: reference, path: ""), .dictionary(field))
        for (widget, _) in widgets {
            self.newWidgets[widget] = level
            self.fieldWidgets.insert(widget)
        }
        self.report(level == .longTermData ? .timestampAdded : .signatureAdded, level, reference, detail: "the field \(context.name)")
        if level > .longTermData { self.changedFields.insert(context.name) }
    }

    /// What a new signature field shows.
    private mutating func judgeNewWidget(
        _ reference: PDFReference, _ widget: PDFDictionary, isSigned: Bool, name: String
    ) throws(PDFError) -> ChangeLevel {
        try self.claimNew(Cursor(owner: reference, path: ""), .dictionary(widget))
        if widget.keys.contains(where: { Self.actions.contains($0) }) {
            self.report(.fieldAdded, .other, reference, detail: "the signature field \(name) has an action")
            return .other
        }
        guard let rectangle = PDFRectangle(try self.after.resolve(widget["Rect"])), rectangle.width > 0, rectangle.height > 0 else {
            return .nothing
        }
        self.shownFields.insert(name)
        if !isSigned, try self.shows(widget) {
            self.report(.unsignedFieldShown, .annotations, reference, detail: "the field \(name)")
            return .annotations
        }
        return isSigned ? .formFilling : .nothing
    }

    private func shows(_ widget: PDFDictionary) throws(PDFError) -> Bool {
        let appearance = try self.after.resolve(widget["AP"]).dictionaryValue
        guard let form = appearance?["N"]?.referenceValue else { return appearance?["N"] != nil }
        return try !self.after.rawStream(form).allSatisfy { XrefTail.isSpace($0) }
    }
}
