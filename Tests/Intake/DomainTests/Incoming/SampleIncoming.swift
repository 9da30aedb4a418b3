import Clocks
import IntakeDomain
import TestSupport

/// An agency's reception and a document that arrived there.
enum SampleIncoming {
    static let now = FixedClock().now()
    static let deadline = now + .seconds(86_400)
    static let clerk = "VT02"
    static let director = "GD02"

    static let reception = Reception(
        agency: "H99.12", version: 1, clerks: [clerk], directors: [director],
        units: [
            .init(code: "QLDT", head: "TP10", members: ["CV10"]), .init(code: "KT", head: "TP11", members: ["CV11"]),
        ], readers: ["TT01"])

    static let head = IncomingHead(
        agency: "H99.12", reception: 1, authorCode: "H99.11", authorName: "Sở Nội vụ", notation: "05/QĐ-SNV", dated: now.vietnamDate,
        type: "Quyết định", subject: "Về việc phân công", isPaper: false,
        file: .init(sha256: String(repeating: "a", count: 64), sizeBytes: 10, mediaType: "application/pdf", name: "qd.pdf"),
        source: SequentialIdentifiers.identifier(5))

    static let assignments = [
        IncomingAssignment(unit: "QLDT", officer: "", isLead: true), IncomingAssignment(unit: "KT", officer: "CV11", isLead: false),
    ]

    static func arrived() throws(IncomingRefusal) -> IncomingDocument {
        try IncomingDocument(
            id: SequentialIdentifiers.identifier(1), reception: reception,
            facts: [RecordedIncoming(position: 1, fact: .arrived(head: head), actor: "H99.11", at: now)])
    }

    /// The steps in order with who takes them.
    static let wholeLife: [(IncomingStep, String)] = [
        (.register(ArrivalNumber(year: 2026, number: 7), verdict: "Chữ ký hợp lệ", despite: []), clerk),
        (.direct(assignments: assignments, opinion: "Tham mưu trả lời", deadline: deadline), director),
        (.finish(result: "Đã trả lời", answer: nil), "CV10"),
    ]
}

extension IncomingDocument {
    /// Takes a step and records it.
    mutating func take(_ step: IncomingStep, by actor: String, at now: UTCInstant = SampleIncoming.now) throws(IncomingRefusal) {
        self = self.recording(try self.decide(step, by: actor, at: now), by: actor, at: now)
    }
}
