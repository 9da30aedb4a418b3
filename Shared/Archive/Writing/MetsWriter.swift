internal import Clocks

/// The parts of a METS file, in the forms of the samples of Circular 05/2025/TT-BNV.
struct MetsWriter {
    let xml: XMLWriter
    /// The time of everything in this package, in Vietnam's form (R8).
    let time: String

    init(createdAt: UTCInstant) throws(ArchiveError) {
        self.xml = try XMLWriter()
        self.time = createdAt.vietnamISO8601
    }

    /// `<mets …>`; closed by the caller.
    func open(
        _ description: PackageDescription, objectID: String, profile: String, schemas: String
    ) throws(ArchiveError) {
        try self.xml.declaration()
        try self.xml.start("mets", [
            ("xmlns", XMLNamespace.mets), ("xmlns:xsi", XMLNamespace.xsi), ("xmlns:xlink", XMLNamespace.xlink),
            ("xmlns:csip", XMLNamespace.csip), ("OBJID", objectID), ("LABEL", description.head[.title]),
            ("TYPE", description.unit.contentCategory), ("PROFILE", profile), ("csip:CONTENTINFORMATIONTYPE", "MIXED"),
            ("xsi:schemaLocation",
                "\(XMLNamespace.mets) \(schemas)mets.xsd \(XMLNamespace.xlink) \(schemas)xlink.xsd "
                    + "\(XMLNamespace.csip) \(schemas)DILCISExtensionMETS.xsd"),
        ])
    }

    /// `<metsHdr>` with the program, the agency and, at the root, the place of the seal.
    func header(_ description: PackageDescription, seal: String?) throws(ArchiveError) {
        try self.xml.start("metsHdr", [
            ("CREATEDATE", self.time), ("LASTMODDATE", self.time), ("RECORDSTATUS", description.status.rawValue),
            ("csip:OAISPACKAGETYPE", description.kind.rawValue),
        ])
        try self.agent(
            [("ROLE", "CREATOR"), ("TYPE", "OTHER"), ("OTHERTYPE", "SOFTWARE")], MetsSeal.program, "SOFTWARE VERSION", description.softwareVersion)
        try self.agent(
            [("ROLE", "ARCHIVIST"), ("TYPE", "ORGANIZATION")], description.agencyName, "IDENTIFICATIONCODE", description.fondsCode)
        if !description.submissionAgreement.isEmpty {
            try self.xml.element("altRecordID", [("TYPE", "SUBMISSIONAGREEMENT")], description.submissionAgreement)
        }
        if let seal { try self.xml.element("metsDocumentID", [("TYPE", MetsSeal.type)], seal) }
        try self.xml.end()
    }

    private func agent(_ attributes: [(String, String)], _ name: String, _ noteType: String, _ note: String) throws(ArchiveError) {
        try self.xml.start("agent", attributes)
        try self.xml.element("name", [], name)
        try self.xml.element("note", [("csip:NOTETYPE", noteType)], note)
        try self.xml.end()
    }

    /// `<dmdSec>` for a descriptive file.
    func descriptive(_ id: String, _ file: DescribedFile) throws(ArchiveError) {
        try self.xml.start("dmdSec", [("ID", id), ("CREATED", self.time), ("STATUS", "CURRENT")])
        try self.reference(file, "DC", "1.0.0")
        try self.xml.end()
    }

    /// `<amdSec>`: empty, or with the preservation metadata.
    func administrative(_ id: String, premis: (id: String, file: DescribedFile)?) throws(ArchiveError) {
        try self.xml.start("amdSec", [("ID", id)])
        if let premis {
            try self.xml.start("digiprovMD", [("ID", premis.id), ("CREATED", self.time), ("STATUS", "CURRENT")])
            try self.reference(premis.file, "PREMIS", "3.0")
            try self.xml.end()
        }
        try self.xml.end()
    }

    private func reference(_ file: DescribedFile, _ type: String, _ version: String) throws(ArchiveError) {
        try self.xml.element("mdRef", [
            ("LOCTYPE", "URL"), ("MDTYPE", type), ("MDTYPEVERSION", version), ("xlink:type", "simple"), ("xlink:href", file.href),
            ("MIMETYPE", file.mediaType), ("SIZE", "\(file.sizeBytes)"), ("CREATED", self.time),
            ("CHECKSUM", file.digest), ("CHECKSUMTYPE", "SHA-256"),
        ])
    }

    /// `<file>`.
    func file(_ id: String, _ file: DescribedFile) throws(ArchiveError) {
        try self.xml.start("file", [
            ("ID", id), ("MIMETYPE", file.mediaType), ("SIZE", "\(file.sizeBytes)"), ("CREATED", self.time),
            ("CHECKSUM", file.digest), ("CHECKSUMTYPE", "SHA-256"),
        ])
        try self.xml.element("FLocat", [("LOCTYPE", "URL"), ("xlink:type", "simple"), ("xlink:href", file.href)])
        try self.xml.end()
    }

    /// A group of files and its place in the structure.
    func group(_ use: String, _ id: String, _ files: [(id: String, file: DescribedFile)]) throws(ArchiveError) {
        try self.xml.start("fileGrp", [("ID", id), ("USE", use)])
        for entry in files { try self.file(entry.id, entry.file) }
        try self.xml.end()
    }

    /// A division that points at a group.
    func division(_ label: String, _ id: String, pointingAt group: String) throws(ArchiveError) {
        try self.xml.start("div", [("ID", id), ("LABEL", label)])
        try self.xml.element("fptr", [("FILEID", group)])
        try self.xml.end()
    }
}
