/// Makes or extends the `/DSS` of a document in an incremental update.
struct SecurityStoreWriter {
    let document: PDFDocument
    let additions: DocumentSecurityStore

    func increment() throws(PDFError) -> PDFIncrement {
        let present = try DocumentSecurityStore(ownListsOf: self.document)
        let missing = [
            ("Certs", try self.missing(self.additions.certificates, present.certificates)),
            ("OCSPs", try self.missing(self.additions.ocsps, present.ocsps)),
            ("CRLs", try self.missing(self.additions.crls, present.crls)),
        ].filter { !$0.1.isEmpty }
        guard !missing.isEmpty else {
            return PDFIncrement(original: self.document.view, tail: [], offsets: [:])
        }
        var update = try PDFAppender(self.document)
        var store = try self.document.resolve(self.document.catalog["DSS"]).dictionaryValue ?? ["Type": .name("DSS")]
        for (key, values) in missing {
            let references = values.map { PDFObject.reference(update.add(.stream([:], $0))) }
            try self.extend(key, of: &store, by: references, in: &update)
        }
        try self.put(store, in: &update)
        return try update.finish()
    }

    /// The values that are not there yet, each once.
    private func missing(_ values: [[UInt8]], _ present: [[UInt8]]) throws(PDFError) -> [[UInt8]] {
        var known = Set(present)
        guard values.allSatisfy({ !$0.isEmpty }) else { throw PDFError(code: .badInput, message: "a value for /DSS is empty") }
        return values.filter { known.insert($0).inserted }
    }

    /// Appends to a list that is direct, indirect, missing or no list at all; then a new one takes its place.
    private func extend(
        _ key: String, of store: inout PDFDictionary, by references: [PDFObject], in update: inout PDFAppender
    ) throws(PDFError) {
        let list = try self.document.resolve(store[key]).arrayValue
        if let list, let reference = store[key]?.referenceValue {
            update.put(reference, .array(list + references))
        } else {
            store[key] = .array((list ?? []) + references)
        }
    }

    /// Writes the store where it stands, and the catalog only if it has to change.
    private func put(_ store: PDFDictionary, in update: inout PDFAppender) throws(PDFError) {
        var catalog = self.document.catalog
        let isDictionary = try self.document.resolve(catalog["DSS"]).dictionaryValue != nil
        if isDictionary, let reference = catalog["DSS"]?.referenceValue {
            update.put(reference, .dictionary(store))
        } else {
            catalog["DSS"] = .reference(update.add(.dictionary(store)))
        }
        try self.noteExtension(in: &catalog, &update)
        if catalog != self.document.catalog { update.put(self.document.catalogReference, .dictionary(catalog)) }
    }

    /// Before PDF 2.0 the store is an extension of ETSI, which the catalog names. Source: EN 319 142-1, 5.6 (clause unverified).
    private func noteExtension(in catalog: inout PDFDictionary, _ update: inout PDFAppender) throws(PDFError) {
        guard try !self.isVersion2() else { return }
        let found = try self.document.resolve(catalog["Extensions"])
        guard found == .null || found.dictionaryValue != nil else { return }
        var extensions = found.dictionaryValue ?? [:]
        guard try self.document.resolve(extensions["ESIC"]) == .null else { return }
        extensions["ESIC"] = .dictionary(["BaseVersion": .name("1.7"), "ExtensionLevel": .integer(1)])
        if let reference = catalog["Extensions"]?.referenceValue, found != .null {
            update.put(reference, .dictionary(extensions))
        } else {
            catalog["Extensions"] = .dictionary(extensions)
        }
    }

    private func isVersion2() throws(PDFError) -> Bool {
        if let version = try self.document.resolve(self.document.catalog["Version"]).nameValue, version.hasPrefix("2") { return true }
        return self.document.view.starts(with: "%PDF-2".utf8)
    }
}
