/// What the signatures of a document still allow the next one to do.
struct ChangePermission {
    let document: PDFDocument

    /// Refuses when the document must not change, the field must not be filled, or no field may appear.
    ///
    /// - Parameters:
    ///   - fieldName: The full name of the field.
    ///   - isNewAndShown: Whether the field is added by the signature and covers a part of a page. To a certified document
    ///     that is more than signing: referees count it as a change that no certification allows.
    func check(fieldName: String, isNewAndShown: Bool) throws(PDFError) {
        let permission = try SignedPermission(self.document)
        guard permission.level >= .formFilling else {
            throw PDFError(code: .changesForbidden, message: "an earlier signature allows no change at all")
        }
        guard !permission.locks(fieldName) else {
            throw PDFError(code: .changesForbidden, message: "an earlier signature locks the field \(fieldName)")
        }
        guard !permission.isCertified || !isNewAndShown else {
            throw PDFError(code: .changesForbidden, message: "the document is certified: a visible signature needs a field that was there before")
        }
    }

    /// Refuses a certification that is not the first signature.
    ///
    /// Source: ISO 32000-1, 12.8.2.2.1: one certification, in the first field that is signed.
    func checkFirst(_ fields: [PDFFormField]) throws(PDFError) {
        let permissions = try self.document.resolve(self.document.catalog["Perms"]).dictionaryValue
        guard try self.document.resolve(permissions?["DocMDP"]) == .null else {
            throw PDFError(code: .notFirst, message: "the document is certified already")
        }
        guard let earlier = fields.first(where: { $0.isSignature && $0.isFilled }) else { return }
        throw PDFError(code: .notFirst, message: "the field \(earlier.name) was signed before; only the first signature can certify")
    }
}
