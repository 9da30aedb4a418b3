import Clocks
import Foundation
import IntakeDomain
import TestSupport
import Testing

/// Facts are read for as long as records are kept: their stored form does not change.
@Suite struct IncomingFactFormTests {
    private static let id = SequentialIdentifiers.identifier(1)
    private static let at = FixedClock().now()
    private static let idForm = #""00000000-0000-7000-8000-000000000001""#
    private static let head = IncomingHead(
        agency: "A", reception: 1, authorCode: "B", authorName: "b", notation: "1/B", dated: at.vietnamDate, type: "t", subject: "s",
        isPaper: false, file: .init(sha256: "ab", sizeBytes: 1, mediaType: "application/pdf", name: "n"), source: id)

    static let forms: [(IncomingFact, String)] = [
        (
            .arrived(head: head),
            #"{"arrived":{"head":{"agency":"A","authorCode":"B","authorName":"b","dated":"2026-03-05","file":{"mediaType":"application/pdf","name":"n","sha256":"ab","sizeBytes":1},"isPaper":false,"isStub":false,"notation":"1/B","reception":1,"source":\#(idForm),"subject":"s","type":"t","urgency":"none"}}}"#
        ),
        (
            .registered(number: ArrivalNumber(year: 2026, number: 7), verdict: "v", despite: [id]),
            #"{"registered":{"despite":[\#(idForm)],"number":{"number":7,"year":2026},"verdict":"v"}}"#
        ),
        (
            .directed(assignments: [.init(unit: "u", officer: "", isLead: true)], opinion: "o", deadline: at),
            #"{"directed":{"assignments":[{"isLead":true,"officer":"","unit":"u"}],"deadline":"2026-03-05T02:00:00.000000Z","opinion":"o"}}"#
        ),
        (.captureBegun(paper: id, scan: "ab"), #"{"captureBegun":{"paper":\#(idForm),"scan":"ab"}}"#),
        (.captureRefused(paper: id, reasons: ["r"]), #"{"captureRefused":{"paper":\#(idForm),"reasons":["r"]}}"#),
        (
            .captured(
                paper: id, copy: .init(sha256: "ab", sizeBytes: 1, mediaType: "application/pdf", name: "n"),
                text: .init(sha256: "cd", sizeBytes: 2, mediaType: "text/plain", name: "t"), pages: 3),
            #"{"captured":{"copy":{"mediaType":"application/pdf","name":"n","sha256":"ab","sizeBytes":1},"pages":3,"paper":\#(idForm),"text":{"mediaType":"text/plain","name":"t","sha256":"cd","sizeBytes":2}}}"#
        ),
        (.reported(text: "t"), #"{"reported":{"text":"t"}}"#),
        (
            .transferred(to: .init(unit: "u", officer: "o", isLead: true), reason: "r"),
            #"{"transferred":{"reason":"r","to":{"isLead":true,"officer":"o","unit":"u"}}}"#
        ),
        (.finished(result: "r", answer: nil), #"{"finished":{"result":"r"}}"#),
        (.answered(document: id, notation: "2/A"), #"{"answered":{"document":\#(idForm),"notation":"2/A"}}"#),
        (.sentBack(reason: "r"), #"{"sentBack":{"reason":"r"}}"#),
        (.recalled(reason: "r"), #"{"recalled":{"reason":"r"}}"#),
        (.removed, #"{"removed":{}}"#),
        (.related(kind: "corrects", by: id), #"{"related":{"by":\#(idForm),"kind":"corrects"}}"#),
        (
            .strengthened(file: .init(sha256: "cd", sizeBytes: 2, mediaType: "application/pdf", name: "n"), former: "ab"),
            #"{"strengthened":{"file":{"mediaType":"application/pdf","name":"n","sha256":"cd","sizeBytes":2},"former":"ab"}}"#
        ),
        (.handedOver(from: "a", to: "b", reason: "r"), #"{"handedOver":{"from":"a","reason":"r","to":"b"}}"#),
    ]

    @Test(arguments: forms) func `R50 writes each fact as ever and reads it back`(_ fact: IncomingFact, _ form: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]

        let written = String(decoding: try encoder.encode(fact), as: UTF8.self)

        #expect(written == form)
        let read = try JSONDecoder().decode(IncomingFact.self, from: Data(form.utf8))
        #expect(read == fact)
    }

    @Test func `R50 tells every fact in words`() {
        for (fact, _) in Self.forms { #expect(!fact.vietnamese.isEmpty && !fact.word.isEmpty) }
        #expect(Set(Self.forms.map(\.0.word)).count == Self.forms.count)
    }
}
