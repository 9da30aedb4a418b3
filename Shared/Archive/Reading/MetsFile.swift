internal import Clocks

/// A METS file, read step by step: what it says about the package and every file it names.
struct MetsFile {
    /// A file it names.
    struct Reference {
        let href: String
        let digest: String
        let algorithm: String
        let sizeBytes: Int64?
        let mediaType: String
        let metadataType: String
    }

    /// A description joined with its file and, below it, with a process file.
    struct Link {
        let description: String
        var file = ""
        var attachment = ""
    }

    private(set) var objectID = ""
    private(set) var contentCategory = ""
    private(set) var packageType = ""
    private(set) var createdAt: UTCInstant?
    private(set) var hasCreationDate = false
    private(set) var fondsCode = ""
    /// Every file it names, by the id under which it does.
    private(set) var references: [String: Reference] = [:]
    /// The ids in their order.
    private(set) var order: [String] = []
    /// Where METS files of representations lie.
    private(set) var representations: [String] = []
    private(set) var links: [Link] = []

    /// Reads a file.
    ///
    /// - Throws: ``ArchiveError`` `.malformed`.
    init(file: String, path: String) throws(ArchiveError) {
        let reader = try XMLReader(file: file, path: path)
        var parents: [(name: String, id: String, attributes: [XMLName: String])] = []
        var isIdentification = false
        while let event = try reader.next() {
            switch event {
            case .start(let name, let attributes):
                guard name.namespace == XMLNamespace.mets else {
                    guard !parents.isEmpty else { throw ArchiveError(code: .malformed, message: "not a METS file", path: path) }
                    parents.append(("", "", [:]))
                    continue
                }
                try self.start(name.local, attributes, parents, path)
                isIdentification = name.local == "note" && attributes[XMLName("NOTETYPE", in: XMLNamespace.csip)] == "IDENTIFICATIONCODE"
                parents.append((name.local, attributes[XMLName("ID")] ?? "", attributes))
            case .end:
                isIdentification = false
                if !parents.isEmpty { parents.removeLast() }
            case .text(let text):
                if isIdentification { self.fondsCode += text }
            }
        }
    }

    private mutating func start(
        _ name: String, _ attributes: [XMLName: String], _ parents: [(name: String, id: String, attributes: [XMLName: String])], _ path: String
    ) throws(ArchiveError) {
        let href = attributes[XMLName("href", in: XMLNamespace.xlink)] ?? ""
        switch name {
        case "mets":
            self.objectID = attributes[XMLName("OBJID")] ?? ""
            self.contentCategory = attributes[XMLName("TYPE")] ?? ""
        case "metsHdr":
            self.packageType = attributes[XMLName("OAISPACKAGETYPE", in: XMLNamespace.csip)] ?? ""
            self.hasCreationDate = attributes[XMLName("CREATEDATE")] != nil
            self.createdAt = attributes[XMLName("CREATEDATE")].flatMap { UTCInstant(iso8601: $0) }
        case "mdRef":
            try self.add(parents.last?.id ?? "", href, attributes, path)
        case "FLocat":
            guard let file = parents.last, file.name == "file" else { return }
            try self.add(file.id, href, file.attributes, path)
        case "mptr": self.representations.append(href)
        case "div":
            guard let description = attributes[XMLName("DMDID")], attributes[XMLName("LABEL")]?.hasPrefix("MetadataLink") == true else { return }
            self.links.append(Link(description: description))
        case "fptr":
            guard let file = attributes[XMLName("FILEID")], !self.links.isEmpty, let label = parents.last?.attributes[XMLName("LABEL")] else { return }
            if label.hasPrefix("MetadataLink") { self.links[self.links.count - 1].file = file }
            if label == "AttachmentFile" { self.links[self.links.count - 1].attachment = file }
        default: return
        }
    }

    private mutating func add(_ id: String, _ href: String, _ attributes: [XMLName: String], _ path: String) throws(ArchiveError) {
        let key = id.isEmpty ? "?\(self.order.count)" : id
        guard self.references[key] == nil else {
            throw ArchiveError(code: .malformed, message: "the id \(key) stands twice", path: path)
        }
        self.order.append(key)
        self.references[key] = Reference(
            href: href, digest: (attributes[XMLName("CHECKSUM")] ?? "").uppercased(),
            algorithm: attributes[XMLName("CHECKSUMTYPE")] ?? "", sizeBytes: attributes[XMLName("SIZE")].flatMap { Int64($0) },
            mediaType: attributes[XMLName("MIMETYPE")] ?? "", metadataType: attributes[XMLName("MDTYPE")] ?? "")
    }
}
