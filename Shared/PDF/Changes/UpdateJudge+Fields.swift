extension UpdateJudge {
    /// Bits of `/F` that hide an annotation or keep it from print: invisible, hidden, print, no view.
    private static let visibilityBits = 0b10_0111

    /// A field that was there before may be filled in or signed.
    mutating func judgeFieldChange(
        _ reference: PDFReference, _ old: PDFDictionary, _ new: PDFDictionary, _ context: FieldContext
    ) throws(PDFError) {
        self.claim(reference, .partly)
        let keys = Self.differingKeys(old, new).filter { $0 != "Kids" }
        if keys.isEmpty {
            if old["Kids"] == new["Kids"] { self.report(.fieldChanged, .other, reference, detail: "the difference is not understood") }
            return
        }
        if context.type == "Sig", context.hasValue {
            let isRemoved = keys.contains("V") && (new["V"] == nil || new["V"] == .null)
            self.report(isRemoved ? .signatureRemoved : .signatureChanged, .other, reference, detail: "the signed field \(context.name): \(keys)")
            return
        }
        let isSignature = context.type == "Sig"
        var level = ChangeLevel.formFilling
        for key in keys where !self.mayChange(key, old[key], new[key], context) {
            self.report(.fieldChanged, .other, reference, detail: "/\(key) of the field \(context.name)")
        }
        if isSignature {
            if keys.contains("V") { level = try self.judgeSignature(new["V"], Cursor(owner: reference, path: "V"), context.name) }
            try self.judgeAppearance(old["AP"], new["AP"], Cursor(owner: reference, path: "AP"))
            if keys.contains("MK") { try self.claimNew(Cursor(owner: reference, path: "MK"), new["MK"] ?? .null) }
            self.report(level == .longTermData ? .timestampAdded : .signatureAdded, level, reference, detail: "the field \(context.name)")
        } else {
            try self.judgeAppearance(old["AP"], new["AP"], Cursor(owner: reference, path: "AP"))
            self.report(.fieldFilled, .formFilling, reference, detail: "the field \(context.name)")
        }
        if level > .longTermData { self.changedFields.insert(context.name) }
    }

    /// Whether a key of a field may change when the field is filled in or signed.
    private func mayChange(_ key: String, _ old: PDFObject?, _ new: PDFObject?, _ context: FieldContext) -> Bool {
        switch key {
        case "M": return new?.stringValue != nil
        case "F":
            let bits = (old?.integerValue ?? 0) ^ (new?.integerValue ?? 0)
            // A signature field is laid on the page when it is signed, so it may be set to print.
            return bits & (context.type == "Sig" ? 0b10_0011 : Self.visibilityBits) == 0
        case "Ff": return (old?.integerValue ?? context.flags) ^ (new?.integerValue ?? 0) == 1
        case "AP": return context.type != "Btn" || context.flags & 1 << 16 == 0
        case "MK": return context.type == "Sig"
        case "AS", "I", "RV", "DA": return context.type != "Sig" && (Self.isScalar(new) || new?.arrayValue?.allSatisfy { Self.isScalar($0) } == true)
        case "V":
            if context.type == "Sig" { return new?.referenceValue != nil || new?.dictionaryValue != nil }
            return Self.isScalar(new) || new?.arrayValue?.allSatisfy { Self.isScalar($0) } == true
        default: return false
        }
    }

    /// Whether a field's widgets changed in place although the field itself did not.
    mutating func followAppearance(
        _ reference: PDFReference, _ old: PDFDictionary, _ new: PDFDictionary, _ context: FieldContext
    ) throws(PDFError) {
        guard context.type != "Sig" || !context.hasValue else { return }
        let count = self.claims.count
        try self.judgeAppearance(old["AP"], new["AP"], Cursor(owner: reference, path: "AP"))
        guard self.claims.count > count else { return }
        self.report(.fieldFilled, .formFilling, reference, detail: "the appearance of the field \(context.name)")
        self.changedFields.insert(context.name)
    }

    /// The forms that show a field, with what is new below them.
    mutating func judgeAppearance(_ old: PDFObject?, _ new: PDFObject?, _ cursor: Cursor) throws(PDFError) {
        let (place, appearance) = try self.follow(cursor, new)
        guard let states = appearance.dictionaryValue else { return }
        if place.owner != cursor.owner { self.claim(place.owner) }
        for state in ["N", "R", "D"] {
            let (inner, value) = try self.follow(place.child(state), states[state])
            switch value {
            case .stream: try self.claimForm(inner, value)
            case .dictionary(let forms):
                if inner.owner != place.owner { self.claim(inner.owner) }
                for name in forms.keys {
                    let (form, stream) = try self.follow(inner.child(name), forms[name])
                    if case .stream = stream { try self.claimForm(form, stream) }
                }
            default: break
            }
        }
    }

    private mutating func claimForm(_ place: Cursor, _ stream: PDFObject) throws(PDFError) {
        guard self.isChanged(place.owner) else { return }
        self.claim(place.owner)
        try self.claimNew(place, stream)
    }

    /// What stands in a field that was signed now.
    ///
    /// - Returns: ``ChangeLevel/longTermData`` for a document timestamp, otherwise ``ChangeLevel/formFilling``.
    mutating func judgeSignature(_ value: PDFObject?, _ cursor: Cursor, _ name: String) throws(PDFError) -> ChangeLevel {
        let (place, signature) = try self.follow(cursor, value)
        guard case .dictionary(let dictionary) = signature, dictionary["ByteRange"]?.arrayValue?.count == 4,
            dictionary["Contents"]?.stringValue != nil, ["Sig", "DocTimeStamp", nil].contains(dictionary["Type"]?.nameValue)
        else {
            self.report(.notASignature, .other, place.owner, detail: "the field \(name)")
            return .other
        }
        if place.owner != cursor.owner {
            guard self.isNew(place.owner) else {
                self.report(.notASignature, .other, place.owner, detail: "the field \(name) points at an object that was there before")
                return .other
            }
            self.claim(place.owner)
        }
        try self.claimNew(place, signature)
        let isTimestamp = dictionary["Type"]?.nameValue == "DocTimeStamp" && dictionary["SubFilter"]?.nameValue == "ETSI.RFC3161"
        return isTimestamp ? .longTermData : .formFilling
    }
}
