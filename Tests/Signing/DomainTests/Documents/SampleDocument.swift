import Clocks
import SigningDomain
import TestSupport

/// A department's process and a document that runs through it.
enum SampleDocument {
    static let now = FixedClock().now()
    static let id = SequentialIdentifiers.identifier(1)
    static let drafter = "CV01"
    static let head = "TP01"
    static let signer = "GD01"
    static let office = "VP01"
    static let clerk = "VT01"

    static let process = DocumentProcess(
        agency: "H99.11", version: 1, abbreviation: "SNV",
        units: [
            .init(code: "CCVC", abbreviation: "CCVC", head: head, members: [drafter, "CV02"]),
            .init(code: "TCKT", abbreviation: "TCKT", head: "TP02", members: ["CV03"]),
        ],
        steps: [
            .init(kind: .draft), .init(kind: .approval), .init(kind: .contentCheck), .init(kind: .formatCheck, officers: [office]),
            .init(kind: .signature), .init(kind: .number, officers: [clerk]), .init(kind: .seal, officers: [clerk]),
            .init(kind: .issue, officers: [clerk]),
        ],
        signers: [signer], opinionsRequired: [.plan], readers: ["TT01"])

    static func file(_ digit: Character) -> DocumentFile {
        DocumentFile(sha256: String(repeating: digit, count: 64), sizeBytes: 10, mediaType: "application/pdf", name: "van-ban.pdf")
    }

    static func head(_ type: DocumentType = .decision, process: DocumentProcess = process) -> DocumentHead {
        DocumentHead(
            agency: process.agency, process: process.version, type: type, isNormative: false, subject: "Về việc phân công",
            urgency: .none, drafter: drafter, unit: "CCVC", signer: signer, recipients: ["H99.12", "H99.21"])
    }

    static func drafted(
        _ type: DocumentType = .decision, process: DocumentProcess = process
    ) throws(DocumentRefusal) -> OutgoingDocument {
        let head = Self.head(type, process: process)
        let fact = try OutgoingDocument.draft(head, file: file("a"), text: "", attachments: [], under: process, at: now)
        return try OutgoingDocument(id: id, process: process, facts: [RecordedFact(position: 1, fact: fact, actor: drafter, at: now)])
    }

    static func signature(_ kind: SignatureCase, holder: String, before: DocumentFile?, after: Character) -> CompletedSignature {
        CompletedSignature(
            request: SequentialIdentifiers.identifier(9), document: id, kind: kind, holder: holder, before: before?.sha256 ?? "",
            file: file(after), number: kind == .issuedByOrganisation ? "05/QĐ-SNV" : "",
            date: kind == .issuedByOrganisation ? now.vietnamDate : nil)
    }

    static let number = DocumentNumber(year: 2026, series: "general", number: 5, notation: "05/QĐ-SNV", date: now.vietnamDate)

    /// The steps in order with who takes them.
    static var wholeLife: [(DocumentStep, String)] {
        [
            (.submit, drafter), (.pass(kind: .approval, version: 1, note: ""), signer),
            (.pass(kind: .contentCheck, version: 1, note: ""), head), (.pass(kind: .formatCheck, version: 1, note: ""), office),
            (.enterSignature(signature(.issuedByPerson, holder: signer, before: file("a"), after: "b")), signer),
            (.number(number), clerk),
            (.enterSeal(signature(.issuedByOrganisation, holder: "H99.11", before: file("b"), after: "c")), clerk),
            (.issue(attachments: []), clerk),
        ]
    }
}

extension OutgoingDocument {
    /// Takes a step and records it.
    mutating func take(_ step: DocumentStep, by actor: String, at now: UTCInstant = SampleDocument.now) throws(DocumentRefusal) {
        self = self.recording(try self.decide(step, by: actor, at: now), by: actor, at: now)
    }
}
