/// What the seed value of an empty signature field demands of whoever signs in it.
///
/// Every entry is obeyed, or the signature is refused with the entry's name. A reader may take an entry that is not marked as a
/// constraint for a wish; here it is one all the same, because nobody is asked whether a wish may be passed over.
///
/// Source: ISO 32000-1, 12.7.4.5, tables 234 and 235; ISO 32000-2 adds `/LockDocument` and `/AppearanceFilter`.
struct FieldSeed {
    /// Versions of the dictionary that are known: PDF 1.5, PDF 1.7 and PDF 2.0.
    private static let knownVersions = 0.0...3.0

    private let field: String
    private let entries: PDFDictionary
    private let document: PDFDocument

    /// Reads the seed value of a field; `nil` when it has none.
    ///
    /// - Throws: ``PDFError`` with `damaged` when the seed value is none.
    init?(of field: PDFFormField, in document: PDFDocument) throws(PDFError) {
        let value = try document.resolve(field.dictionary["SV"])
        if value == .null { return nil }
        guard let entries = value.dictionaryValue, [nil, .null, .name("SV")].contains(try document.resolve(entries["Type"])) else {
            throw PDFError(code: .damaged, message: "the seed value of the field \(field.name) is none")
        }
        self.field = field.name
        self.entries = entries
        self.document = document
    }

    /// The request as the field demands it.
    ///
    /// - Throws: ``PDFError`` with `demandsUnmet` and the entry that cannot be obeyed; `damaged` for one that says nothing.
    func obeyed(by request: SignatureRequest) throws(PDFError) -> SignatureRequest {
        var request = request
        for key in self.entries.keys.sorted() {
            let value = try self.document.resolve(self.entries[key])
            if value == .null { continue }
            switch key {
            case "Type": break
            case "Ff": try self.checkFlags(value)
            case "V": try self.check(value.numberValue.map(Self.knownVersions.contains), key)
            case "Filter": try self.check(value.nameValue.map { $0 == "Adobe.PPKLite" }, key)
            case "SubFilter": try self.check(try self.names(value, key).contains(request.kind.subFilter), key)
            case "DigestMethod": try self.check(try self.names(value, key).contains(request.digestMethod), key)
            case "Reasons": try self.checkReasons(value, request)
            case "MDP": request.certification = try self.certification(value, request)
            case "TimeStamp": try self.check(try self.isOffer(value, key), key)
            case "AddRevInfo": try self.check(value == .boolean(false) ? true : value == .boolean(true) ? false : nil, key)
            case "LockDocument": try self.check(value.nameValue.map { $0 != "true" }, key)
            default: throw self.unmet(key)
            }
        }
        return request
    }

    /// Bits 1 to 9 say which entries are constraints; all of them are taken for such. Another bit asks for something unknown.
    private func checkFlags(_ value: PDFObject) throws(PDFError) {
        try self.check(value.integerValue.map { (0...0x1FF).contains($0) }, "Ff")
    }

    /// Nothing can be chosen for the signer; a single full stop, or nothing at all, asks for no reason (table 234).
    private func checkReasons(_ value: PDFObject, _ request: SignatureRequest) throws(PDFError) {
        let reasons = try self.texts(value, "Reasons")
        let allowsNone = reasons.isEmpty || reasons == ["."]
        try self.check(request.reason.map { !allowsNone && reasons.contains($0) } ?? allowsNone, "Reasons")
    }

    /// 0 asks for a signature that certifies nothing, 1 to 3 for one that certifies so much.
    private func certification(_ value: PDFObject, _ request: SignatureRequest) throws(PDFError) -> CertifiedChanges? {
        guard let permission = try self.document.resolve(value.dictionaryValue?["P"]).integerValue, (0...3).contains(permission) else {
            throw self.damaged("MDP")
        }
        let demanded = CertifiedChanges(rawValue: permission)
        guard request.kind == .approval || demanded == nil, request.certification == nil || request.certification == demanded else {
            throw self.unmet("MDP")
        }
        return demanded
    }

    /// Whether a timestamp server is only offered; a timestamp from a certain one cannot be promised before it is asked.
    private func isOffer(_ value: PDFObject, _ key: String) throws(PDFError) -> Bool? {
        guard let entries = value.dictionaryValue else { return nil }
        return try self.document.resolve(entries["Ff"]).integerValue ?? 0 == 0
    }

    private func names(_ value: PDFObject, _ key: String) throws(PDFError) -> [String] {
        guard let items = value.arrayValue else { throw self.damaged(key) }
        var names: [String] = []
        for item in items {
            // Hash functions are names or strings, depending on who writes them.
            let resolved = try self.document.resolve(item)
            guard let name = resolved.nameValue ?? resolved.textValue else { throw self.damaged(key) }
            names.append(name)
        }
        return names
    }

    private func texts(_ value: PDFObject, _ key: String) throws(PDFError) -> [String] {
        guard let items = value.arrayValue else { throw self.damaged(key) }
        var texts: [String] = []
        for item in items {
            guard let text = try self.document.resolve(item).textValue else { throw self.damaged(key) }
            texts.append(text)
        }
        return texts
    }

    /// - Parameter isMet: `nil` when the entry has the wrong form.
    private func check(_ isMet: Bool?, _ key: String) throws(PDFError) {
        guard let isMet else { throw self.damaged(key) }
        guard isMet else { throw self.unmet(key) }
    }

    private func unmet(_ key: String) -> PDFError {
        PDFError(code: .demandsUnmet, message: "the field \(self.field) demands /\(key) in a way that this signature cannot obey")
    }

    private func damaged(_ key: String) -> PDFError {
        PDFError(code: .damaged, message: "the seed value of the field \(self.field) has an unreadable /\(key)")
    }
}

extension SignatureRequest.Kind {
    /// The `/SubFilter` of the signature dictionary.
    var subFilter: String {
        switch self {
        case .approval: "ETSI.CAdES.detached"
        case .documentTimestamp: "ETSI.RFC3161"
        }
    }
}
