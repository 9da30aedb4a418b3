extension UpdateJudge {
    /// What a field inherits from its parents.
    struct FieldContext {
        var name = ""
        var type: String?
        var flags = 0
        var hasValue = false
        var depth = 64
    }

    /// The form may get further signature fields and other settings for filling in.
    mutating func judgeForm() throws(PDFError) {
        let root = self.after.catalogReference
        let old = try self.before.acroForm()
        let (place, value) = try self.follow(Cursor(owner: root, path: "AcroForm"), self.after.catalog["AcroForm"])
        guard let new = value.dictionaryValue else {
            if old != nil { self.report(.formChanged, .other, detail: "the form was removed") }
            return
        }
        let keys = Self.differingKeys(old ?? [:], new)
        if place.owner != root, self.isChanged(place.owner) {
            self.claim(place.owner, self.isNew(place.owner) ? .whole : .partly)
        }
        for key in keys { try self.judgeFormKey(key, old?[key], new[key], place) }
        let before = try self.before.resolve(old?["Fields"])
        try self.judgeFields(before, new["Fields"], place.child("Fields"), FieldContext())
        try self.followDefaults(new["DR"], place.child("DR"))
    }

    private mutating func judgeFormKey(_ key: String, _ old: PDFObject?, _ new: PDFObject?, _ place: Cursor) throws(PDFError) {
        switch key {
        case "Fields", "SigFlags": break
        case "NeedAppearances": if new == .boolean(true) { self.report(.formSettings, .formFilling, place.owner, detail: "/NeedAppearances") }
        case "DA", "Q":
            if Self.isScalar(new) { self.report(.formSettings, .formFilling, place.owner, detail: "/\(key)") } else { fallthrough }
        case "DR":
            if key == "DR", try self.extends(try self.before.resolve(old), try self.after.resolve(new)) {
                self.report(.formSettings, .formFilling, place.owner, detail: "/DR")
            } else {
                fallthrough
            }
        default: self.report(.formChanged, .other, place.owner, detail: "/\(key) changed")
        }
    }

    /// Whether a dictionary of dictionaries only got further entries.
    private func extends(_ old: PDFObject, _ new: PDFObject) throws(PDFError) -> Bool {
        guard old != .null else { return new.dictionaryValue != nil }
        guard let before = old.dictionaryValue, let after = new.dictionaryValue else { return false }
        for key in before.keys {
            let left = try self.before.resolve(before[key]), right = try self.after.resolve(after[key])
            guard left != right else { continue }
            guard let inner = left.dictionaryValue, let outer = right.dictionaryValue, inner.keys.allSatisfy({ inner[$0] == outer[$0] }) else {
                return false
            }
        }
        return true
    }

    /// New fonts of the form are the form's; a resource dictionary that only got further entries is accepted too.
    private mutating func followDefaults(_ value: PDFObject?, _ cursor: Cursor) throws(PDFError) {
        let (place, resources) = try self.follow(cursor, value)
        guard let dictionary = resources.dictionaryValue else { return }
        if place.owner != cursor.owner, self.isChanged(place.owner),
            try self.extends(try self.before.object(place.owner), resources)
        { self.claim(place.owner) }
        for key in dictionary.keys {
            let (inner, entries) = try self.follow(place.child(key), dictionary[key])
            guard let named = entries.dictionaryValue else { continue }
            if inner.owner != place.owner, self.isChanged(inner.owner),
                try self.extends(.dictionary([key: try self.before.object(inner.owner)]), .dictionary([key: entries]))
            { self.claim(inner.owner) }
            for name in named.keys { try self.claimNew(inner.child(name), named[name] ?? .null) }
        }
    }

    /// A list of fields or kids may get further signature fields; what was there stays, in its order.
    mutating func judgeFields(_ old: PDFObject, _ new: PDFObject?, _ cursor: Cursor, _ context: FieldContext) throws(PDFError) {
        guard context.depth > 0 else { throw PDFError(code: .tooLarge, message: "the form is nested too deep") }
        let (place, list) = try self.follow(cursor, new)
        let before = old.arrayValue ?? [], after = list.arrayValue ?? []
        if place.owner != cursor.owner { self.claim(place.owner) }
        let known = Set(before)
        guard after.filter({ known.contains($0) }) == before else {
            self.report(.fieldRemoved, .other, place.owner, detail: "fields of \(context.name.isEmpty ? "the form" : context.name) were removed or reordered")
            return
        }
        for item in after {
            guard let reference = item.referenceValue else {
                if !known.contains(item) { self.report(.fieldAdded, .other, place.owner, detail: "a field that is no object of its own") }
                continue
            }
            self.approve(place.child("*"), reference)
            if known.contains(item) {
                try self.judgeField(reference, context)
            } else {
                try self.judgeNewField(reference, context)
            }
        }
    }

    /// A field of the earlier revision.
    private mutating func judgeField(_ reference: PDFReference, _ inherited: FieldContext) throws(PDFError) {
        guard let old = try self.before.object(reference).dictionaryValue, let new = try self.after.object(reference).dictionaryValue else {
            return
        }
        self.fieldWidgets.insert(reference)
        let context = try self.context(inherited, old, in: self.before)
        if self.isChanged(reference) {
            try self.judgeFieldChange(reference, old, new, context)
        } else {
            try self.followAppearance(reference, old, new, context)
        }
        if new["Kids"] != nil || old["Kids"] != nil {
            try self.judgeFields(try self.before.resolve(old["Kids"]), new["Kids"], Cursor(owner: reference, path: "Kids"), context)
        }
    }

    func context(_ inherited: FieldContext, _ field: PDFDictionary, in document: PDFDocument) throws(PDFError) -> FieldContext {
        var own = inherited
        if let part = try document.resolve(field["T"]).textValue { own.name = own.name.isEmpty ? part : "\(own.name).\(part)" }
        own.type = try document.resolve(field["FT"]).nameValue ?? own.type
        own.flags = try document.resolve(field["Ff"]).integerValue ?? own.flags
        if let value = field["V"], value != .null { own.hasValue = true }
        own.depth -= 1
        return own
    }
}
