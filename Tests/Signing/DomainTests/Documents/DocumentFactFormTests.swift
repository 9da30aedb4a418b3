import Clocks
import Foundation
import SigningDomain
import TestSupport
import Testing

/// Facts are read for as long as records are kept: their stored form does not change.
@Suite struct DocumentFactFormTests {
    private static let file = DocumentFile(sha256: "ab", sizeBytes: 1, mediaType: "application/pdf", name: "n")
    private static let id = SequentialIdentifiers.identifier(1)
    private static let at = FixedClock().now()
    private static let fileForm = #"{"mediaType":"application/pdf","name":"n","sha256":"ab","sizeBytes":1}"#
    private static let idForm = #""00000000-0000-7000-8000-000000000001""#
    private static let timeForm = #""2026-03-05T02:00:00.000000Z""#
    private static let versionForm =
        #"{"attachments":[],"author":"a","file":\#(fileForm),"number":1,"reason":"r","text":"t","writtenAt":\#(timeForm)}"#

    private static let version = DraftVersion(
        number: 1, file: file, text: "t", attachments: [], reason: "r", author: "a", writtenAt: at)
    private static let head = DocumentHead(
        agency: "A", process: 1, type: .decision, isNormative: false, subject: "s", urgency: .none, drafter: "d", unit: "u",
        signer: "k", recipients: ["B"])

    private static let set = DraftVersion(
        number: 1, file: file, text: "", attachments: [], reason: "r", author: "a", writtenAt: at,
        layout: DraftLayout(
            content: DocumentContent(
                parentAgency: "p", agency: "g", place: "l",
                blocks: [.init(kind: .table, columns: [.init(title: "c", weight: 1)], rows: [["x"]])], authority: ["q"], signerName: "n",
                recipients: ["Lưu: VT"], annexes: [.init(name: "Phụ lục", title: "t", blocks: [])]),
            pages: 1, signature: .init(page: 1, left: 1.5, bottom: 2, width: 3, height: 4),
            faults: [LayoutFault("rule", "place", "vi", "en")]))
    private static let setForm =
        #"{"attachments":[],"author":"a","file":\#(fileForm),"layout":{"content":{"addressees":[],"agency":"g","annexes":[{"blocks":[],"name":"Phụ lục","title":"t"}],"authority":["q"],"basis":[],"blocks":[{"columns":[{"title":"c","weight":1}],"kind":"table","lead":"","rows":[["x"]],"text":""}],"contact":[],"parentAgency":"p","place":"l","recipients":["Lưu: VT"],"signerName":"n","titlesUsual":false},"faults":[{"english":"en","place":"place","rule":"rule","vietnamese":"vi"}],"pages":1,"signature":{"bottom":2,"height":4,"left":1.5,"page":1,"width":3}},"number":1,"reason":"r","text":"","writtenAt":\#(timeForm)}"#

    static let forms: [(DocumentFact, String)] = [
        (
            .drafted(head: head, version: version),
            #"{"drafted":{"head":{"agency":"A","drafter":"d","isNormative":false,"process":1,"recipients":["B"],"signer":"k","subject":"s","type":"decision","unit":"u","urgency":"none"},"version":\#(versionForm)}}"#
        ),
        (.revised(version: version), #"{"revised":{"version":\#(versionForm)}}"#),
        (
            .opinionsAsked(round: 1, of: [.init(unit: "u", officer: "o")], deadline: at, firstNumber: 1),
            #"{"opinionsAsked":{"deadline":\#(timeForm),"firstNumber":1,"of":[{"officer":"o","unit":"u"}],"round":1}}"#
        ),
        (
            .opinionDelegated(number: 1, to: "o", reason: "r"),
            #"{"opinionDelegated":{"number":1,"reason":"r","to":"o"}}"#
        ),
        (
            .opinionGiven(number: 1, version: 2, position: .agreeWithChanges, text: "t"),
            #"{"opinionGiven":{"number":1,"position":"agreeWithChanges","text":"t","version":2}}"#
        ),
        (
            .opinionAnswered(number: 1, isTakenOver: true, text: "t"),
            #"{"opinionAnswered":{"isTakenOver":true,"number":1,"text":"t"}}"#
        ),
        (.submitted(version: 1), #"{"submitted":{"version":1}}"#),
        (.returned(from: .approval, reason: "r"), #"{"returned":{"from":"approval","reason":"r"}}"#),
        (.passed(kind: .contentCheck, version: 1, note: ""), #"{"passed":{"kind":"contentCheck","note":"","version":1}}"#),
        (.signed(file: file, request: id), #"{"signed":{"file":\#(fileForm),"request":\#(idForm)}}"#),
        (
            .numbered(number: SampleDocument.number),
            #"{"numbered":{"number":{"date":"2026-03-05","notation":"05/QĐ-SNV","number":5,"series":"general","year":2026}}}"#
        ),
        (.numberWritten(file: file), #"{"numberWritten":{"file":\#(fileForm)}}"#),
        (.revised(version: set), #"{"revised":{"version":\#(setForm)}}"#),
        (.sealed(file: file, request: id), #"{"sealed":{"file":\#(fileForm),"request":\#(idForm)}}"#),
        (.strengthened(file: file, former: "cd"), #"{"strengthened":{"file":\#(fileForm),"former":"cd"}}"#),
        (
            .attachmentSigned(file: file, former: "cd", request: id),
            #"{"attachmentSigned":{"file":\#(fileForm),"former":"cd","request":\#(idForm)}}"#
        ),
        (.issued(recipients: ["B"]), #"{"issued":{"recipients":["B"]}}"#),
        (
            .delivered(delivery: DocumentDelivery(agency: "B", state: .refused, since: at, reason: "r")),
            #"{"delivered":{"delivery":{"agency":"B","reason":"r","since":\#(timeForm),"state":"refused"}}}"#
        ),
        (.related(kind: .corrects, by: id), #"{"related":{"by":\#(idForm),"kind":"corrects"}}"#),
        (.recalled(reason: "r"), #"{"recalled":{"reason":"r"}}"#),
        (.abandoned(reason: "r"), #"{"abandoned":{"reason":"r"}}"#),
        (.handedOver(from: "a", to: "b", reason: "r"), #"{"handedOver":{"from":"a","reason":"r","to":"b"}}"#),
    ]

    @Test(arguments: forms) func `R50 writes each fact as ever and reads it back`(_ fact: DocumentFact, _ form: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]

        let written = String(decoding: try encoder.encode(fact), as: UTF8.self)

        #expect(written == form)
        let read = try JSONDecoder().decode(DocumentFact.self, from: Data(form.utf8))
        #expect(read == fact)
    }

    @Test func `R50 tells every fact in words`() {
        for (fact, _) in Self.forms {
            #expect(!fact.vietnamese.isEmpty && !fact.word.isEmpty)
        }
        // Two forms are of one fact, with and without a layout.
        #expect(Set(Self.forms.map(\.0.word)).count == Self.forms.count - 1)
    }
}
