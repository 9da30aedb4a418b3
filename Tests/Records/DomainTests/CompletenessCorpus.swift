import Clocks
import RecordsDomain
import Testing

/// A record in which nothing is missing, as the corpus spoils it.
struct CorpusCase {
    var title = "Hồ sơ ban hành quyết định"
    var details: RecordDetails
    var dossierFinished = true
    var documents: [FiledDocument]
    var expected: [ExpectedPaper]
    var confirmed: RetentionPeriod = .years(20)

    static let openedAt = UTCInstant(microsecondsSinceEpoch: 1_772_323_200_000_000)
    static let end = CorpusCase.openedAt.vietnamDate.adding(days: 60)
    static let dated = CorpusCase.openedAt.vietnamDate.adding(days: -14)
    static let early = CorpusCase.openedAt.vietnamDate.adding(days: -7)

    static func id(_ number: Int) throws -> Identifier {
        let digits = String(number)
        return try #require(Identifier("01900000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits))
    }

    static func contract() throws -> CompletenessContract {
        try CompletenessContract(
            documents: [
                DocumentRequirement(
                    code: "TT", name: "Tờ trình", paperTypeCodes: ["toTrinh"], maximum: 1, signature: .personal,
                    fields: [.number, .notation, .issuedOn], responsibleCode: "CB07", dueDays: 5),
                DocumentRequirement(
                    code: "QD", name: "Quyết định", paperTypeCodes: ["quyetDinh"], maximum: 1,
                    signature: .personalAndOrganization, signerCode: "LD01",
                    fields: [.number, .notation, .issuedOn, .issuer, .signerName, .pages, .language]),
                DocumentRequirement(
                    code: "CV", name: "Công văn lấy ý kiến", paperTypeCodes: ["congVan"], minimum: 2, maximum: 4,
                    signature: .organization),
                DocumentRequirement(code: "BB", name: "Biên bản", paperTypeCodes: ["bienBan"], signature: .any),
                DocumentRequirement(
                    code: "YK", name: "Ý kiến", paperTypeCodes: ["yKien"], minimum: 0, signature: .notNeeded),
            ], recordFields: [.title, .keeper, .language, .accessMode], closing: .resultIssued, onlyListed: true)
    }

    /// The spotless record: 1 and 2 the main papers, 3 an attachment, 4 to 6 letters, 7 and 8 opinions, 9 a draft of
    /// nothing issued, 10 a paper on the shelf, 11 to 30 minutes to be spoiled one by one.
    static func spotless() throws -> CorpusCase {
        var details = RecordDetails()
        details.keeper = "CB01"
        details.language = "Tiếng Việt"
        details.accessMode = "02"
        details.shelfPlace = "K1.G2.H3"
        details.endedOn = Self.end
        details.happened = [.resultIssued]
        var documents = [
            try Self.document(1, "toTrinh", component: "TP01", [.personal]),
            try Self.document(2, "quyetDinh", component: "TP02", [.personal, .organization]) { $0.attachmentsAnnounced = 1 },
            try Self.document(3, "phuLuc", []) {
                $0.form = .attachment
                $0.attachedTo = try Self.id(2)
            },
            try Self.document(4, "congVan", [.organization]), try Self.document(5, "congVan", [.organization]),
            try Self.document(6, "congVan", [.organization]), try Self.document(7, "yKien", []),
            try Self.document(8, "yKien", []), try Self.document(9, "quyetDinh", []) { $0.form = .draft },
            try Self.document(10, "yKien", []) {
                $0.form = .paper
                $0.digest = []
            },
        ]
        for ordinal in 11...30 { documents.append(try Self.document(ordinal, "bienBan", [.personal])) }
        return CorpusCase(
            details: details, documents: documents,
            expected: [
                ExpectedPaper(componentCode: "TP01", name: "Tờ trình", required: true),
                ExpectedPaper(componentCode: "TP02", name: "Quyết định", required: true),
                ExpectedPaper(componentCode: "TP08", name: "Ảnh", required: false),
            ])
    }

    static func document(
        _ ordinal: Int, _ type: String, component: String = "", id: Identifier? = nil, _ signed: [SignatureKind],
        _ change: (inout DocumentDetails) throws -> Void = { _ in }
    ) throws -> FiledDocument {
        var details = DocumentDetails()
        details.form = .issued
        details.number = String(ordinal)
        details.notation = "QĐ-UBND"
        details.issuedOn = Self.dated
        details.issuer = "UBND tỉnh"
        details.language = "Tiếng Việt"
        details.pages = 2
        details.signerName = "Trần Thị B"
        details.digest = [UInt8](repeating: UInt8(ordinal), count: 32)
        details.signatures = signed.map { FiledSignature(kind: $0, signer: $0 == .personal ? "LD01" : "H99.12", verdict: .valid) }
        try change(&details)
        return FiledDocument(
            id: try id ?? Self.id(ordinal), ordinal: ordinal, componentCode: component, title: "Tài liệu \(ordinal)",
            paperTypeCode: type, filedBy: "CB05", filedOn: Self.openedAt.vietnamDate, details: details)
    }

    /// Spoils one document.
    mutating func change(_ ordinal: Int, _ body: (inout DocumentDetails) throws -> Void) throws {
        try self.replace(ordinal) { old in
            var details = old.details
            try body(&details)
            return FiledDocument(
                id: old.id, ordinal: ordinal, componentCode: old.componentCode, title: old.title,
                paperTypeCode: old.paperTypeCode, filedBy: old.filedBy, filedOn: old.filedOn, details: details)
        }
    }

    mutating func replace(_ ordinal: Int, _ body: (FiledDocument) throws -> FiledDocument) throws {
        let place = try #require(self.documents.firstIndex { $0.ordinal == ordinal })
        self.documents[place] = try body(self.documents[place])
    }

    mutating func remove(_ ordinal: Int) { self.documents.removeAll { $0.ordinal == ordinal } }

    func check() throws -> CompletenessCheck {
        let record = WorkRecord(
            loading: try Self.id(900), fileCode: "H99.12.2026.05.HTCT-0001", title: self.title, agencyCode: "H99.12",
            year: 2026, planNotation: "05.HTCT", retention: .years(20), creator: "Văn phòng",
            dossierCode: "H99.12-260305-0001", openedAt: Self.openedAt, state: .collecting,
            documentCount: self.documents.count, lastOrdinal: self.documents.count, dossierFinished: self.dossierFinished, closedAt: nil,
            details: self.details, version: 7)
        return CompletenessCheck(
            record: record, contract: try Self.contract(), documents: self.documents.sorted { $0.ordinal < $1.ordinal },
            expected: self.expected)
    }

    func gaps() throws -> [CompletenessGap] { try self.check().gaps(confirmed: self.confirmed) }
}
