/// What is written once, when all documents are in.
extension PackageWriter {
    func complete() throws(ArchiveError) -> WrittenPackage {
        guard self.documents > 0 else { throw ArchiveError(code: .badValue, message: "a package has at least one document") }
        let set = FieldSet.head(self.description.kind, self.description.unit)
        var head = self.description.head
        if set.rules.contains(where: { $0.field == .totalDoc }) { head[.totalDoc] = "\(self.documents)" }
        if set.rules.contains(where: { $0.field == .numberOfPage }) { head[.numberOfPage] = "\(self.pages)" }
        try Self.check(head, set, "EAD.xml")

        let representationPremis = try self.representationPremis()
        let representation = try self.representationMets(representationPremis)
        let ead = try self.store(
            self.describe(head, set, schemas: "../../schemas/ead.xsd"), "metadata/descriptive/EAD.xml", "application/xml")
        let premis = try self.packagePremis()
        let schemas = try self.storeSchemas(set)
        try self.storeDocumentation()
        try self.rootMets(ead, premis, schemas, representation)
        let (sha256, sizeBytes) = try self.zip.close()
        return WrittenPackage(
            objectID: self.description.objectID, sha256: sha256, sizeBytes: sizeBytes, documents: self.documents, pages: self.pages)
    }

    /// Puts a scratch file into the container.
    private func store(_ file: SpooledFile, _ name: String, base: String = "") throws(ArchiveError) -> DescribedFile {
        try self.zip.begin("\(self.description.folder)/\(name)", sizeBytes: file.sizeBytes)
        try file.readAll { (piece) throws(ArchiveError) in try self.zip.write(piece) }
        try self.zip.end()
        return DescribedFile(
            href: String(name.dropFirst(base.count)), mediaType: "application/xml", sizeBytes: file.sizeBytes, digest: file.digest())
    }

    private func representationPremis() throws(ArchiveError) -> DescribedFile? {
        guard self.description.kind.isPreserved else { return nil }
        let whole = try SpooledFile(in: self.scratch)
        let premis = try PremisWriter()
        try premis.open()
        try premis.object("representation", id: ("Representation", "rep1"), name: "rep1")
        try whole.append(premis.xml.take())
        try self.premisObjects.readAll { (piece) throws(ArchiveError) in try whole.append(piece) }
        try premis.close(events: self.description.events, outcome: ("Representation", "rep1"))
        try whole.append(premis.xml.take())
        return try self.store(whole, Self.representation + "metadata/preservation/PREMIS_rep1.xml", base: Self.representation)
    }

    private func packagePremis() throws(ArchiveError) -> DescribedFile? {
        guard self.description.kind.isPreserved else { return nil }
        let premis = try PremisWriter()
        try premis.open()
        try premis.object("intellectualEntity", id: ("AIP", self.description.objectID), name: self.description.folder)
        try premis.close(events: self.description.events, outcome: ("AIP", self.description.objectID))
        return try self.store(premis.xml.take(), "metadata/preservation/PREMIS.xml", "application/xml")
    }

    private func representationMets(_ premis: DescribedFile?) throws(ArchiveError) -> DescribedFile {
        let whole = try SpooledFile(in: self.scratch)
        let mets = try MetsWriter(createdAt: self.description.createdAt)
        let group = self.partID()
        func add(_ parts: SpooledFile) throws(ArchiveError) {
            try whole.append(mets.xml.take())
            try parts.readAll { (piece) throws(ArchiveError) in try whole.append(piece) }
        }
        try mets.open(self.description, objectID: "rep1", profile: PackageKind.commonProfile, schemas: "../../schemas/")
        try mets.header(self.description, seal: nil)
        // An element that has nothing of its own yet is closed before others' bytes are put in.
        try mets.xml.text("\n")
        try add(self.descriptiveParts)
        try mets.administrative(self.partID(), premis: premis.map { (self.partID(), $0) })
        try mets.xml.start("fileSec", [("ID", self.partID())])
        try mets.xml.start("fileGrp", [("ID", group), ("USE", "Data")])
        try mets.xml.text("\n")
        try add(self.fileParts)
        for _ in 0..<2 { try mets.xml.end() }
        try mets.xml.start("structMap", [("ID", self.partID()), ("TYPE", "PHYSICAL"), ("LABEL", "CSIP")])
        try mets.xml.start("div", [
            ("ID", self.partID()), ("LABEL", "rep1"), ("TYPE", self.description.kind == .archival ? "NORMALIZED" : "ORIGINAL"),
        ])
        try mets.division("Data", self.partID(), pointingAt: group)
        try mets.xml.start("div", [("ID", self.partID()), ("LABEL", "MetadataLink")])
        try mets.xml.text("\n")
        try add(self.linkParts)
        for _ in 0..<4 { try mets.xml.end() }
        try whole.append(mets.xml.take())
        return try self.store(whole, Self.representation + "METS.xml")
    }

    private func storeSchemas(_ head: FieldSet) throws(ArchiveError) -> [(id: String, file: DescribedFile)] {
        let files: [(String, [UInt8])] = [
            ("mets.xsd", PackageResources.mets_xsd), ("xlink.xsd", PackageResources.xlink_xsd),
            ("DILCISExtensionMETS.xsd", PackageResources.DILCISExtensionMETS_xsd),
            ("ead.xsd", try FieldSchema.bytes(head)), ("ead_doc.xsd", try FieldSchema.bytes(.document(self.description.kind))),
        ]
        var stored: [(id: String, file: DescribedFile)] = []
        for (name, bytes) in files {
            stored.append((self.fileID(), try self.store(bytes, "schemas/\(name)", "application/xml")))
        }
        return stored
    }

    private func storeDocumentation() throws(ArchiveError) {
        self.attachments.append((self.fileID(), try self.store(PackageResources.LUOC_TA_txt, "documentation/LUOC_TA.txt", "text/plain")))
        guard self.sheetParts.sizeBytes > 0 || !self.description.properties.isEmpty else { return }
        let whole = try SpooledFile(in: self.scratch)
        let xml = try XMLWriter()
        try xml.declaration()
        try xml.start("sheet", [("xmlns", XMLNamespace.sheet)])
        try xml.start("record")
        for property in self.description.properties { try xml.element("property", [("name", property.name)], property.value) }
        try xml.endFully()
        try whole.append(xml.take())
        try self.sheetParts.readAll { (piece) throws(ArchiveError) in try whole.append(piece) }
        try xml.end()
        try whole.append(xml.take())
        self.attachments.append((self.fileID(), try self.store(whole, PackageSheet.path)))
    }

    private func rootMets(
        _ ead: DescribedFile, _ premis: DescribedFile?, _ schemas: [(id: String, file: DescribedFile)], _ representation: DescribedFile
    ) throws(ArchiveError) {
        let mets = try MetsWriter(createdAt: self.description.createdAt)
        let descriptive = self.partID(), administrative = self.partID(), provenance = self.partID()
        let groups = (schemas: self.partID(), documentation: self.partID(), representation: self.partID())
        try mets.open(
            self.description, objectID: self.description.objectID, profile: self.description.kind.rootProfile, schemas: "schemas/")
        try mets.header(self.description, seal: MetsSeal.placeholder)
        try mets.descriptive(descriptive, ead)
        try mets.administrative(administrative, premis: premis.map { (provenance, $0) })
        try mets.xml.start("fileSec", [("ID", self.partID())])
        try mets.group("Documentation", groups.documentation, self.attachments)
        try mets.group("Schemas", groups.schemas, schemas)
        try mets.group("Representations/rep1", groups.representation, [(self.fileID(), representation)])
        try mets.xml.end()
        try mets.xml.start("structMap", [("ID", self.partID()), ("TYPE", "PHYSICAL"), ("LABEL", "CSIP")])
        try mets.xml.start("div", [("ID", self.partID()), ("LABEL", self.description.objectID)])
        try mets.xml.element(
            "div",
            [("ID", self.partID()), ("LABEL", "Metadata"), ("DMDID", descriptive)] + (premis == nil ? [] : [("ADMID", provenance)]))
        try mets.division("Documentation", self.partID(), pointingAt: groups.documentation)
        try mets.division("Schemas", self.partID(), pointingAt: groups.schemas)
        try mets.xml.start("div", [("ID", self.partID()), ("LABEL", "Representations/rep1")])
        try mets.xml.element("mptr", [
            ("LOCTYPE", "URL"), ("xlink:type", "simple"), ("xlink:href", representation.href), ("xlink:title", groups.representation),
        ])
        for _ in 0..<4 { try mets.xml.end() }
        _ = try self.store(MetsSeal.sealed(mets.xml.take()), "METS.xml", "application/xml")
    }
}
