/// What the signatures of a revision allow to happen after it.
///
/// Source: ISO 32000-1, 12.8.2.2 and table 254 (DocMDP), 12.8.2.4 and table 256 (FieldMDP), 12.7.4.5 and table 233 (SigFieldLock); ISO
/// 32000-2 adds `/P` to the lock.
struct SignedPermission {
    private enum Lock {
        case all
        case only([String])
        case allBut([String])
    }

    /// The strictest level of all signatures.
    let level: ChangeLevel
    /// Whether a signature says for itself what may follow, be it a certification or the lock of a field.
    let isCertified: Bool
    private let locks: [Lock]

    /// Reads the permissions of the revision.
    init(_ document: PDFDocument) throws(PDFError) {
        var locks: [Lock] = []
        var certified: ChangeLevel?
        let permissions = try document.resolve(document.catalog["Perms"]).dictionaryValue
        if let certification = try document.resolve(permissions?["DocMDP"]).dictionaryValue {
            certified = try Self.certifiedLevel(certification, document) ?? .formFilling
        }
        for field in try document.signatureFields() where field.isFilled {
            if let lock = try document.resolve(field.dictionary["Lock"]).dictionaryValue {
                locks += try Self.lock(lock, document)
                if let level = Self.level(try document.resolve(lock["P"]).integerValue) { certified = min(certified ?? level, level) }
            }
            let value: PDFObject? = field.valueReference.map { .reference($0) } ?? field.dictionary["V"]
            guard let signature = try document.resolve(value).dictionaryValue else { continue }
            for parameters in try Self.parameters(signature, "FieldMDP", document) { locks += try Self.lock(parameters, document) }
            // A certification that the catalog does not know of binds as well: the signer signed it.
            if let level = try Self.certifiedLevel(signature, document) { certified = min(certified ?? level, level) }
        }
        self.level = certified ?? .formFilling
        self.isCertified = certified != nil
        self.locks = locks
    }

    /// Whether a change of the field breaks a lock.
    func locks(_ name: String) -> Bool {
        self.locks.contains { lock in
            switch lock {
            case .all: true
            case .only(let names): Self.contains(names, name)
            case .allBut(let names): !Self.contains(names, name)
            }
        }
    }

    private static func contains(_ names: [String], _ name: String) -> Bool {
        names.contains { name == $0 || name.hasPrefix("\($0).") }
    }

    private static func level(_ permission: Int?) -> ChangeLevel? {
        switch permission {
        case 1: .longTermData
        case 2: .formFilling
        case 3: .annotations
        default: nil
        }
    }

    private static func certifiedLevel(_ signature: PDFDictionary, _ document: PDFDocument) throws(PDFError) -> ChangeLevel? {
        for parameters in try self.parameters(signature, "DocMDP", document) {
            // Without /P the standard says 2.
            return self.level(try document.resolve(parameters["P"]).integerValue ?? 2)
        }
        return nil
    }

    private static func parameters(_ signature: PDFDictionary, _ method: String, _ document: PDFDocument) throws(PDFError) -> [PDFDictionary] {
        var result: [PDFDictionary] = []
        for item in try document.resolve(signature["Reference"]).arrayValue ?? [] {
            guard let reference = try document.resolve(item).dictionaryValue,
                try document.resolve(reference["TransformMethod"]).nameValue == method
            else { continue }
            result.append(try document.resolve(reference["TransformParams"]).dictionaryValue ?? [:])
        }
        return result
    }

    private static func lock(_ rules: PDFDictionary, _ document: PDFDocument) throws(PDFError) -> [Lock] {
        var names: [String] = []
        for item in try document.resolve(rules["Fields"]).arrayValue ?? [] {
            if let name = try document.resolve(item).textValue { names.append(name) }
        }
        switch try document.resolve(rules["Action"]).nameValue {
        case "All": return [.all]
        case "Include": return [.only(names)]
        case "Exclude": return [.allBut(names)]
        default: return []
        }
    }
}
