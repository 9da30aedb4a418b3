/// What earlier signatures of a document still allow.
///
/// Source: ISO 32000-1, 12.8.2.2 (DocMDP), 12.8.2.4 (FieldMDP) and table 233 (SigFieldLock); ISO 32000-2 adds `/P` to the lock.
struct ChangePermission {
    let document: PDFDocument

    /// Refuses when the document must not change, or the named field must not be filled.
    func check(fieldName: String, fields: [PDFFormField]) throws(PDFError) {
        let permissions = try self.document.resolve(self.document.catalog["Perms"]).dictionaryValue
        if let certification = try self.document.resolve(permissions?["DocMDP"]).dictionaryValue {
            try self.check(signature: certification, fieldName)
        }
        for field in fields where field.isSignature && field.isFilled {
            if let lock = try self.document.resolve(field.dictionary["Lock"]).dictionaryValue { try self.check(rules: lock, fieldName) }
            guard let value = field.valueReference, let signature = try self.document.object(value).dictionaryValue else { continue }
            try self.check(signature: signature, fieldName)
        }
    }

    private func check(signature: PDFDictionary, _ fieldName: String) throws(PDFError) {
        for item in try self.document.resolve(signature["Reference"]).arrayValue ?? [] {
            guard let reference = try self.document.resolve(item).dictionaryValue,
                let parameters = try self.document.resolve(reference["TransformParams"]).dictionaryValue
            else { continue }
            if try self.document.resolve(reference["TransformMethod"]).nameValue == "DocMDP", parameters["P"] == nil { continue }
            try self.check(rules: parameters, fieldName)
        }
    }

    private func check(rules: PDFDictionary, _ fieldName: String) throws(PDFError) {
        if try self.document.resolve(rules["P"]).integerValue == 1 {
            throw PDFError(code: .changesForbidden, message: "an earlier signature allows no change at all")
        }
        guard let action = try self.document.resolve(rules["Action"]).nameValue else { return }
        var named = false
        for field in try self.document.resolve(rules["Fields"]).arrayValue ?? [] {
            guard let name = try self.document.resolve(field).textValue else { continue }
            if fieldName == name || fieldName.hasPrefix("\(name).") { named = true }
        }
        if action == "All" || (action == "Include" && named) || (action == "Exclude" && !named) {
            throw PDFError(code: .changesForbidden, message: "an earlier signature locks the field \(fieldName)")
        }
    }
}
