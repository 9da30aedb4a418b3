extension UpdateJudge {
    /// The trailer may point at the previous section, tell a new size and a new second identifier.
    mutating func judgeTrailer() throws(PDFError) {
        let old = self.before.trailer, new = self.after.trailer
        if old["Root"] != new["Root"] {
            self.report(.catalogChanged, .other, self.after.catalogReference, detail: "another catalog took its place")
        }
        let own: Set = ["Size", "Prev", "ID", "Type", "W", "Index", "Filter", "DecodeParms", "Length", "Root", "XRefStm", "Info"]
        for key in Self.differingKeys(old, new) where !own.contains(key) {
            // A value that is merely not repeated is still in the older trailer.
            if new[key] != nil { self.report(.trailerChanged, .other, detail: "/\(key) changed") }
        }
        if let info = new["Info"] {
            let (cursor, value) = try self.follow(Cursor(owner: ReferenceGraph.trailer, path: "Info"), info)
            if self.isChanged(cursor.owner) { try self.judgeInformation(cursor.owner, value) }
        }
    }

    /// The information dictionary may get other texts and dates.
    private mutating func judgeInformation(_ reference: PDFReference, _ value: PDFObject) throws(PDFError) {
        guard case .dictionary(let new) = value else { return }
        let old = try self.before.object(reference).dictionaryValue ?? [:]
        let keys = Self.differingKeys(old, new)
        let harmless = keys.allSatisfy { key in
            key == "Trapped" || [old[key], new[key]].allSatisfy { $0 == nil || $0?.stringValue != nil }
        }
        guard harmless, !keys.isEmpty else { return }
        self.claim(reference, self.isNew(reference) ? .whole : .partly)
        self.report(.description, .longTermData, reference, detail: "the information dictionary")
    }

    /// The catalog may get a form, validation data, extensions, a higher version and other metadata.
    mutating func judgeCatalog() throws(PDFError) {
        let root = self.after.catalogReference
        let old = self.before.catalog, new = self.after.catalog
        if self.isChanged(root) {
            let known: Set = ["AcroForm", "DSS", "Metadata", "Extensions", "Version"]
            let keys = Self.differingKeys(old, new)
            for key in keys where !known.contains(key) {
                self.report(.catalogChanged, .other, root, detail: "/\(key) \(old[key] == nil ? "was added" : new[key] == nil ? "was removed" : "changed")")
            }
            if keys.isEmpty { self.report(.catalogChanged, .other, root, detail: "the difference is not understood") }
            if keys.contains("Version"), new["Version"]?.nameValue == nil {
                self.report(.catalogChanged, .other, root, detail: "/Version was removed or is no name")
            }
            self.claim(root, .partly)
        }
        try self.judgeExtensions(Cursor(owner: root, path: "Extensions"))
        try self.judgeMetadata(Cursor(owner: root, path: "Metadata"))
    }

    private mutating func judgeExtensions(_ cursor: Cursor) throws(PDFError) {
        let (place, value) = try self.follow(cursor, self.after.catalog["Extensions"])
        guard let extensions = value.dictionaryValue else { return }
        if place.owner != cursor.owner { self.claim(place.owner) }
        for key in extensions.keys {
            let (inner, entry) = try self.follow(place.child(key), extensions[key])
            if inner.owner != place.owner, entry.dictionaryValue?.keys.allSatisfy({ Self.isScalar(entry.dictionaryValue?[$0]) }) == true {
                self.claim(inner.owner)
            }
        }
        if self.before.catalog["Extensions"] != self.after.catalog["Extensions"] || self.isChanged(place.owner) && place.owner != cursor.owner {
            self.report(.description, .longTermData, place.owner, detail: "/Extensions")
        }
    }

    private mutating func judgeMetadata(_ cursor: Cursor) throws(PDFError) {
        let (place, value) = try self.follow(cursor, self.after.catalog["Metadata"])
        guard place.owner != cursor.owner else { return }
        if self.before.catalog["Metadata"] != self.after.catalog["Metadata"] || self.isChanged(place.owner) {
            guard case .stream(let dictionary, _) = value, dictionary["Subtype"]?.nameValue == "XML" else { return }
            self.claim(place.owner)
            try self.claimNew(place, .dictionary(dictionary))
            self.report(.description, .longTermData, place.owner, detail: "/Metadata")
        }
    }

    /// The store of validation data may change in any way that is made of lists of streams.
    ///
    /// What an entry of `/VRI` says beside its lists is not looked at: honest software writes odd things there.
    mutating func judgeStore() throws(PDFError) {
        let root = self.after.catalogReference
        let claimedBefore = self.claims.count
        let (place, value) = try self.follow(Cursor(owner: root, path: "DSS"), self.after.catalog["DSS"])
        if let store = value.dictionaryValue {
            if place.owner != root { self.claim(place.owner) }
            for key in ["Certs", "OCSPs", "CRLs", "Cert", "OCSP", "CRL"] { try self.claimStreams(place.child(key), store[key]) }
            let (related, entries) = try self.follow(place.child("VRI"), store["VRI"])
            if let entries = entries.dictionaryValue {
                if related.owner != place.owner { self.claim(related.owner) }
                for key in entries.keys { try self.judgeRelated(related.child(key), entries[key], within: related.owner) }
            }
        }
        if self.before.catalog["DSS"] != self.after.catalog["DSS"] || self.claims.count > claimedBefore {
            self.report(.validationData, .longTermData, place.owner, detail: "/DSS")
        }
    }

    private mutating func judgeRelated(_ cursor: Cursor, _ value: PDFObject?, within owner: PDFReference) throws(PDFError) {
        let (place, entry) = try self.follow(cursor, value)
        guard case .dictionary(let lists) = entry else { return }
        if place.owner != owner { self.claim(place.owner) }
        for key in ["Cert", "OCSP", "CRL", "Certs", "OCSPs", "CRLs", "TS"] { try self.claimStreams(place.child(key), lists[key]) }
    }

    /// Claims a list of streams, or one stream.
    private mutating func claimStreams(_ cursor: Cursor, _ value: PDFObject?) throws(PDFError) {
        let (place, list) = try self.follow(cursor, value)
        switch list {
        case .array(let items):
            if place.owner != cursor.owner { self.claim(place.owner) }
            for item in items {
                let (inner, stream) = try self.follow(place.child("*"), item)
                try self.claimStream(inner, stream)
            }
        default: try self.claimStream(place, list)
        }
    }

    private mutating func claimStream(_ place: Cursor, _ value: PDFObject) throws(PDFError) {
        guard case .stream(let dictionary, _) = value else { return }
        self.claim(place.owner)
        let (length, number) = try self.follow(place.child("Length"), dictionary["Length"])
        if length.owner != place.owner, number.integerValue != nil { self.claim(length.owner) }
    }
}
