/// Collects the values of a document's `/DSS`, tolerant of what others write.
struct SecurityStoreReader {
    /// One value may be so long; lists of large authorities have several megabytes. Unit: bytes.
    static let valueLimit = 32 << 20
    /// All values together. Unit: bytes.
    static let totalLimit = 128 << 20
    /// References that are followed.
    static let entryLimit = 20_000

    let document: PDFDocument
    /// Whether what only an entry of `/VRI` points at counts too.
    let includesRelated: Bool
    private(set) var certificates: [[UInt8]] = []
    private(set) var ocsps: [[UInt8]] = []
    private(set) var crls: [[UInt8]] = []

    private var visited: Set<PDFReference> = []
    private var known: [Set<[UInt8]>] = [[], [], []]
    private var total = 0
    private var entries = 0

    init(document: PDFDocument, includesRelated: Bool = true) {
        self.document = document
        self.includesRelated = includesRelated
    }

    /// Reads the three lists of the store, then those of each entry of `/VRI`.
    mutating func read() throws(PDFError) {
        guard let store = try self.document.resolve(self.document.catalog["DSS"]).dictionaryValue else { return }
        try self.readLists(of: store, ["Certs", "OCSPs", "CRLs"])
        guard self.includesRelated, let related = try self.document.resolve(store["VRI"]).dictionaryValue else { return }
        for key in related.keys {
            guard let entry = try self.document.resolve(related[key]).dictionaryValue else { continue }
            try self.readLists(of: entry, ["Cert", "OCSP", "CRL"])
        }
    }

    /// The dictionary's three lists in the order certificates, OCSP responses, revocation lists.
    private mutating func readLists(of dictionary: PDFDictionary, _ keys: [String]) throws(PDFError) {
        for (kind, key) in keys.enumerated() {
            for item in try self.document.resolve(dictionary[key]).arrayValue ?? [] {
                guard let reference = item.referenceValue else { continue }
                try self.take(reference, kind)
            }
        }
    }

    private mutating func take(_ reference: PDFReference, _ kind: Int) throws(PDFError) {
        self.entries += 1
        guard self.entries <= Self.entryLimit else { throw PDFError(code: .tooLarge, message: "/DSS has too many entries") }
        guard self.visited.insert(reference).inserted, case .stream = try self.document.object(reference) else { return }
        let value: [UInt8]
        do {
            value = try self.document.decodedStream(reference, limit: Self.valueLimit)
        } catch {
            if error.code == .unsupported || error.code == .damaged { return }
            throw error
        }
        self.total += value.count
        guard self.total <= Self.totalLimit else { throw PDFError(code: .tooLarge, message: "/DSS holds too many bytes") }
        guard !value.isEmpty, self.known[kind].insert(value).inserted else { return }
        switch kind {
        case 0: self.certificates.append(value)
        case 1: self.ocsps.append(value)
        default: self.crls.append(value)
        }
    }
}

extension DocumentSecurityStore {
    /// The values of the store's own lists, without those that only `/VRI` points at.
    init(ownListsOf document: PDFDocument) throws(PDFError) {
        var reader = SecurityStoreReader(document: document, includesRelated: false)
        try reader.read()
        self.init(certificates: reader.certificates, ocsps: reader.ocsps, crls: reader.crls)
    }
}
