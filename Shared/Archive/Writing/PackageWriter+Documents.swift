internal import Crypto

/// What is written for every document.
extension PackageWriter {
    static let representation = "representations/rep1/"

    func write(_ document: PackagedDocument) throws(ArchiveError) {
        try Self.check(document.values, .document(self.description.kind), document.code)
        let name = EntryName.safe(document.code)
        let content = try self.copy(document, "data/\(name).\(EntryName.safe(document.fileExtension))")
        let description = try self.store(
            self.describe(document.values, .document(self.description.kind), schemas: "../../../../schemas/ead_doc.xsd"),
            Self.representation + "metadata/descriptive/EAD_doc_\(name).xml", "application/xml", base: Self.representation)
        let process =
            document.process.isEmpty
            ? nil
            : try self.store(
                document.process, Self.representation + "data/\(name)_process.\(EntryName.safe(document.processExtension))",
                document.processExtension == "xml" ? "application/xml" : "application/octet-stream", base: Self.representation)
        let descriptionID = self.partID(), contentID = self.fileID(), processID = self.fileID()
        try self.mets.descriptive(descriptionID, description)
        try self.descriptiveParts.append(self.mets.xml.take())
        try self.mets.file(contentID, content)
        if let process { try self.mets.file(processID, process) }
        try self.fileParts.append(self.mets.xml.take())
        try self.link(descriptionID, contentID, process == nil ? nil : processID)
        if self.description.kind.isPreserved {
            try self.premis.file(contentID, content, signatures: document.signatures)
            if let process { try self.premis.file(processID, process, signatures: []) }
            try self.premisObjects.append(self.premis.xml.take())
        }
        try self.note(document.properties, of: "document", document.code)
        self.documents += 1
        self.pages += document.pages
    }

    /// Joins a document with what describes it and with its process file.
    private func link(_ description: String, _ content: String, _ process: String?) throws(ArchiveError) {
        let xml = self.mets.xml
        try xml.start("div", [("ID", self.partID()), ("LABEL", "MetadataLink/File"), ("DMDID", description)])
        try xml.element("fptr", [("FILEID", content)])
        if let process {
            try xml.start("div", [("ID", self.partID()), ("LABEL", "AttachmentFile")])
            try xml.element("fptr", [("FILEID", process)])
            try xml.end()
        }
        try xml.end()
        try self.linkParts.append(xml.take())
    }

    /// What only this software knows.
    func note(_ properties: [SheetProperty], of element: String, _ code: String) throws(ArchiveError) {
        guard !properties.isEmpty else { return }
        try self.sheet.start(element, code.isEmpty ? [] : [("code", code)])
        for property in properties { try self.sheet.element("property", [("name", property.name)], property.value) }
        try self.sheet.end()
        try self.sheetParts.append(self.sheet.take())
    }

    /// Copies the file of a document, judging it against its digest on the way.
    private func copy(_ document: PackagedDocument, _ href: String) throws(ArchiveError) -> DescribedFile {
        try self.zip.copy(
            document.file, as: "\(self.description.folder)/\(Self.representation)\(href)", sizeBytes: document.sizeBytes,
            sha256: document.sha256)
        return DescribedFile(href: href, mediaType: document.mediaType, sizeBytes: document.sizeBytes, digest: Hexadecimal.upper(document.sha256))
    }

    /// A descriptive file: every field in the order of the circular, the empty ones too, as the samples have them.
    func describe(_ values: FieldValues, _ set: FieldSet, schemas: String) throws(ArchiveError) -> [UInt8] {
        let xml = try XMLWriter()
        try xml.declaration()
        try xml.start("simpledc", [("xmlns:xsi", XMLNamespace.xsi), ("xsi:noNamespaceSchemaLocation", schemas)])
        for rule in set.rules where !values[rule.field].isEmpty || rule.demand != .optional {
            try xml.element(rule.field.rawValue, [], values[rule.field])
        }
        try xml.end()
        return try xml.take()
    }

    /// Puts bytes into the container.
    ///
    /// - Parameter base: The folder of the METS file that will name it.
    func store(_ bytes: [UInt8], _ name: String, _ mediaType: String, base: String = "") throws(ArchiveError) -> DescribedFile {
        try self.zip.begin("\(self.description.folder)/\(name)", sizeBytes: Int64(bytes.count))
        try self.zip.write(bytes)
        try self.zip.end()
        return DescribedFile(
            href: String(name.dropFirst(base.count)), mediaType: mediaType, sizeBytes: Int64(bytes.count),
            digest: Hexadecimal.upper(Array(SHA256.hash(data: bytes))))
    }

    static func check(_ values: FieldValues, _ set: FieldSet, _ name: String) throws(ArchiveError) {
        let faults = set.faults(in: values).filter(\.isSerious)
        guard faults.isEmpty else {
            throw ArchiveError(code: .badValue, message: faults.map(\.sentence).joined(separator: "; "), path: name)
        }
    }
}
