import Clocks
import RecordsDomain

/// One way in which a record is spoiled, and the gaps that a person would name for it.
struct PlantedDefect: Sendable {
    let name: String
    /// What it spoils; two defects with a common part are never planted together.
    let spoils: Set<String>
    /// Spoils the record and says what must be found.
    let plant: @Sendable (inout CorpusCase) throws -> [CompletenessGap]

    init(_ name: String, _ spoils: Set<String>, _ plant: @escaping @Sendable (inout CorpusCase) throws -> [CompletenessGap]) {
        self.name = name
        self.spoils = spoils
        self.plant = plant
    }

    static let all: [PlantedDefect] = Self.missing + Self.fields + Self.signatures + Self.order + Self.record

    private static let missing = [
        PlantedDefect("no submission", ["1", "TP01"]) {
            $0.remove(1)
            return [.documentMissing(code: "TT", name: "Tờ trình", have: 0, need: 1), .paperMissing("Tờ trình")]
        },
        PlantedDefect("no decision", ["2"]) {
            $0.remove(2)
            return [.documentMissing(code: "QD", name: "Quyết định", have: 0, need: 1), .paperMissing("Quyết định")]
        },
        PlantedDefect("one letter of two", ["CV"]) {
            $0.remove(4)
            $0.remove(6)
            return [.documentMissing(code: "CV", name: "Công văn lấy ý kiến", have: 1, need: 2)]
        },
        PlantedDefect("five letters of four", ["CV"]) {
            for ordinal in [31, 32] { $0.documents.append(try CorpusCase.document(ordinal, "congVan", [.organization])) }
            return [.tooMany(code: "CV", name: "Công văn lấy ý kiến", have: 5, most: 4)]
        },
        PlantedDefect("two submissions", ["1"]) {
            $0.documents.append(try CorpusCase.document(33, "toTrinh", [.personal]))
            return [.tooMany(code: "TT", name: "Tờ trình", have: 2, most: 1)]
        },
        PlantedDefect("a paper of the dossier never came", ["TP09"]) {
            $0.expected.append(ExpectedPaper(componentCode: "TP09", name: "Sơ đồ", required: true))
            return [.paperMissing("Sơ đồ")]
        },
        PlantedDefect("a paper of the dossier is there as a draft only", ["TP07"]) {
            $0.expected.append(ExpectedPaper(componentCode: "TP07", name: "Đơn", required: true))
            $0.documents.append(try CorpusCase.document(34, "yKien", component: "TP07", []) { $0.form = .draft })
            return [.paperMissing("Đơn")]
        },
        PlantedDefect("the attachment is missing", ["2"]) {
            $0.remove(3)
            return [.attachmentsMissing(ordinal: 2, have: 0, need: 1)]
        },
        PlantedDefect("an announced attachment hangs on nothing", ["11"]) {
            try $0.change(11) { $0.attachmentsAnnounced = 3 }
            return [.attachmentsMissing(ordinal: 11, have: 0, need: 3)]
        },
        PlantedDefect("a foreign document", ["35"]) {
            $0.documents.append(try CorpusCase.document(35, "hopDong", [.personal]))
            return [.unlisted(ordinal: 35)]
        },
    ]

    private static let fields = [
        Self.field("number", .number) { $0.number = "" }, Self.field("notation", .notation) { $0.notation = "" },
        Self.field("date", .issuedOn) { $0.issuedOn = nil }, Self.field("issuer", .issuer) { $0.issuer = "" },
        Self.field("language", .language) { $0.language = "" }, Self.field("pages", .pages) { $0.pages = 0 },
        Self.field("signer's name", .signerName) { $0.signerName = "" },
        PlantedDefect("no title", ["12"]) {
            try $0.replace(12) { Self.renamed($0, title: "", type: $0.paperTypeCode) }
            return [.documentField(ordinal: 12, .title)]
        },
        PlantedDefect("no kind", ["13"]) {
            try $0.replace(13) { Self.renamed($0, title: $0.title, type: "") }
            return [.documentField(ordinal: 13, .type), .unlisted(ordinal: 13)]
        },
        PlantedDefect("the submission has no number", ["1"]) {
            try $0.change(1) { $0.number = "" }
            return [.documentField(ordinal: 1, .number)]
        },
    ]

    private static func field(
        _ name: String, _ field: DocumentField, _ spoil: @escaping @Sendable (inout DocumentDetails) -> Void
    ) -> PlantedDefect {
        PlantedDefect("the decision has no \(name)", ["2"]) {
            try $0.change(2, spoil)
            return [.documentField(ordinal: 2, field)]
        }
    }

    private static func renamed(_ old: FiledDocument, title: String, type: String) -> FiledDocument {
        FiledDocument(
            id: old.id, ordinal: old.ordinal, componentCode: old.componentCode, title: title, paperTypeCode: type,
            filedBy: old.filedBy, filedOn: old.filedOn, details: old.details)
    }

    private static let signatures = [
        PlantedDefect("minutes unsigned", ["14"]) {
            try $0.change(14) { $0.signatures = [] }
            return [.unsigned(ordinal: 14)]
        },
        PlantedDefect("decision unsigned", ["2"]) {
            try $0.change(2) { $0.signatures = [] }
            return [.unsigned(ordinal: 2)]
        },
        PlantedDefect("no seal", ["2"]) {
            try $0.change(2) { $0.signatures.removeAll { $0.kind == .organization } }
            return [.signatureMissing(ordinal: 2, .organization)]
        },
        PlantedDefect("only the seal", ["2"]) {
            try $0.change(2) { $0.signatures.removeAll { $0.kind == .personal } }
            return [.signatureMissing(ordinal: 2, .personal)]
        },
        Self.judged("personal signature broken", 2, .personal, .invalid) { [.signatureInvalid(ordinal: 2, .personal)] },
        Self.judged("seal broken", 2, .organization, .invalid) { [.signatureInvalid(ordinal: 2, .organization)] },
        Self.judged("seal never judged", 2, .organization, .unjudged) { [.signatureUnjudged(ordinal: 2, .organization)] },
        Self.judged("minutes never judged", 15, .personal, .unjudged) { [.signatureUnjudged(ordinal: 15, .personal)] },
        Self.judged("minutes broken", 16, .personal, .invalid) { [.signatureInvalid(ordinal: 16, .personal)] },
        PlantedDefect("somebody else signed the decision", ["2"]) {
            try $0.change(2) { $0.signatures[0] = FiledSignature(kind: .personal, signer: "CB99", verdict: .valid) }
            return [.wrongSigner(ordinal: 2, officerCode: "LD01")]
        },
        PlantedDefect("a broken signature where none is needed", ["7"]) {
            try $0.change(7) { $0.signatures = [FiledSignature(kind: .personal, signer: "CB02", verdict: .invalid)] }
            return [.signatureInvalid(ordinal: 7, .personal)]
        },
        PlantedDefect("a valid signature beside a broken one", ["17"]) {
            try $0.change(17) { $0.signatures.append(FiledSignature(kind: .organization, signer: "", verdict: .invalid)) }
            return [.signatureInvalid(ordinal: 17, .organization)]
        },
        PlantedDefect("a letter signed by a person only", ["CV"]) {
            try $0.change(5) { $0.signatures = [FiledSignature(kind: .personal, signer: "CB02", verdict: .valid)] }
            return [.signatureMissing(ordinal: 5, .organization)]
        },
    ]

    private static func judged(
        _ name: String, _ ordinal: Int, _ kind: SignatureKind, _ verdict: FiledSignature.Verdict,
        _ found: @escaping @Sendable () -> [CompletenessGap]
    ) -> PlantedDefect {
        PlantedDefect(name, ["\(ordinal)"]) {
            try $0.change(ordinal) { details in
                details.signatures = details.signatures.map {
                    $0.kind == kind ? FiledSignature(kind: kind, signer: $0.signer, verdict: verdict) : $0
                }
            }
            return found()
        }
    }

    private static let order = [
        PlantedDefect("the draft lies beside the decision", ["2", "9"]) {
            try $0.change(2) { $0.issuedFrom = try CorpusCase.id(9) }
            return [.draftOfIssued(ordinal: 9, issued: 2)]
        },
        PlantedDefect("the same file twice", ["18", "19"]) {
            try $0.change(19) { $0.digest = [UInt8](repeating: 18, count: 32) }
            return [.duplicate(ordinal: 19, of: 18)]
        },
        PlantedDefect("the same number twice", ["20", "21"]) {
            try $0.change(21) { $0.number = "20" }
            return [.sameNumber(ordinal: 21, of: 20)]
        },
        PlantedDefect("same file and same number", ["22", "23"]) {
            try $0.change(23) {
                $0.digest = [UInt8](repeating: 22, count: 32)
                $0.number = "22"
            }
            return [.duplicate(ordinal: 23, of: 22)]
        },
        PlantedDefect("dated after the end", ["24", "end"]) {
            try $0.change(24) { $0.issuedOn = CorpusCase.end.adding(days: 1) }
            return [.datedAfterEnd(ordinal: 24)]
        },
        PlantedDefect("minutes called back", ["25"]) {
            try $0.change(25) { $0.recalled = true }
            return [.recalled(ordinal: 25)]
        },
        PlantedDefect("the decision called back", ["2"]) {
            try $0.change(2) { $0.recalled = true }
            return [
                .recalled(ordinal: 2), .documentMissing(code: "QD", name: "Quyết định", have: 0, need: 1),
                .paperMissing("Quyết định"),
            ]
        },
    ]

    private static let record = [
        PlantedDefect("record without title", ["title"]) {
            $0.title = ""
            return [.recordField(.title)]
        },
        PlantedDefect("record without keeper", ["keeper"]) {
            $0.details.keeper = ""
            return [.recordField(.keeper)]
        },
        PlantedDefect("record without language", ["language"]) {
            $0.details.language = ""
            return [.recordField(.language)]
        },
        PlantedDefect("record without access mode", ["mode"]) {
            $0.details.accessMode = ""
            return [.recordField(.accessMode)]
        },
        PlantedDefect("paper without a shelf", ["shelf"]) {
            $0.details.shelfPlace = ""
            return [.recordField(.shelfPlace)]
        },
        PlantedDefect("no end date", ["end"]) {
            $0.details.endedOn = nil
            return [.recordField(.endDate)]
        },
        PlantedDefect("ended before it began", ["end"]) {
            $0.details.endedOn = CorpusCase.early
            return [.endBeforeStart]
        },
        PlantedDefect("the dossier runs", ["end"]) {
            $0.details.endedOn = nil
            $0.dossierFinished = false
            return [.dossierUnfinished]
        },
        PlantedDefect("no result issued", ["closing"]) {
            $0.details.happened = [.decided]
            return [.closingEventMissing(.resultIssued)]
        },
        PlantedDefect("another retention confirmed", ["retention"]) {
            $0.confirmed = .permanent
            return [.retentionDiffers(record: .years(20), confirmed: .permanent)]
        },
    ]
}
