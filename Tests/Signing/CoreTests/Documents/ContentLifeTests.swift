import AuthoritySupport
import BlobStore
import Clocks
import Foundation
import HosoProto
import PDF
import PKI
import Postgres
import ServiceKit
import SigningDomain
import SwiftProtobuf
import TestSupport
import Testing

@testable import Signing

/// Documents whose text the service sets itself, from a template to issue.
@Suite(.timeLimit(.minutes(10))) struct ContentLifeTests {
    static let content = Hoso_Signing_V1_DocumentContent.with {
        $0.parentAgency = "Ủy ban nhân dân tỉnh Hồng Sơn"
        $0.agency = "Sở Nội vụ"
        $0.place = "Hồng Sơn"
        $0.basis = ["Căn cứ Luật Tổ chức chính quyền địa phương"]
        $0.blocks = [
            .with { $0.kind = "centred"; $0.text = "QUYẾT ĐỊNH:" },
            .with { $0.kind = "paragraph"; $0.lead = "Điều 1."; $0.text = "Phân công công tác cho các đồng chí." },
            .with { $0.kind = "paragraph"; $0.lead = "Điều 2."; $0.text = "Quyết định có hiệu lực kể từ ngày ký." },
        ]
        $0.authority = ["GIÁM ĐỐC"]
        $0.signerName = "Nguyễn Thị Hương"
        $0.recipients = ["Như Điều 2", "Lưu: VT, CCVC"]
    }

    private static func drafting(_ desk: DocumentDesk, _ key: String = "draft-1") async throws -> Hoso_Signing_V1_DraftDocumentRequest {
        var request = try await desk.drafting(key)
        request.body = .with { $0.content = Self.content }
        return request
    }

    /// Takes a draft to the signature.
    private static func approve(_ desk: DocumentDesk, _ id: String, version: Int32) async throws {
        try await desk.take(id, by: DocumentDesk.drafter, .submit(.init()))
        for (kind, officer) in [("approval", DocumentDesk.signer), ("contentCheck", DocumentDesk.head), ("formatCheck", DocumentDesk.office)] {
            try await desk.take(id, by: officer, .pass(.with { $0.kind = kind; $0.version = version }))
        }
    }

    private static func signed(_ desk: DocumentDesk, _ key: String = "draft-1") async throws -> Hoso_Signing_V1_Document {
        let draft = try await desk.client.draftDocument(try await Self.drafting(desk, key)).document
        try await Self.approve(desk, draft.id, version: 1)
        let request = try await desk.sign(draft)
        return try await desk.take(draft.id, by: DocumentDesk.signer, .enterSignature(.with { $0.requestID = request.description }))
    }

    @Test func `R34 number and date get into the signed file and both signatures hold`() async throws {
        try await DocumentDesk.with { desk in
            let signed = try await Self.signed(desk)
            let numbered = try await desk.take(signed.id, by: DocumentDesk.clerk, .number(.init()))
            #expect(numbered.state == "seal" && numbered.number.notation == "01/QĐ-SNV")
            #expect(numbered.file != signed.file)

            let before = try await desk.bench.tools.blobs.get(try DocumentDesk.reference(signed.file))
            let after = try await desk.bench.tools.blobs.get(try DocumentDesk.reference(numbered.file))
            #expect(after.starts(with: before))
            #expect(try PDFBlanks.open(in: before).count == 2)
            #expect(try PDFBlanks.open(in: after).isEmpty)

            let seal = try await desk.seal(numbered, signed: try DocumentDesk.reference(numbered.file))
            try await desk.take(signed.id, by: DocumentDesk.clerk, .enterSeal(.with { $0.requestID = seal.description }))
            let issued = try await desk.take(signed.id, by: DocumentDesk.clerk, .issue(.init()))
            #expect(issued.state == "issued")
            let file = try await desk.bench.tools.blobs.get(try DocumentDesk.reference(issued.file))
            let verdicts = try await PyHankoVerdict.judge(file, root: desk.bench.authority.root)
            #expect(verdicts.count == 2)
            #expect(verdicts.allSatisfy { $0.intact && $0.docmdp == true }, "\(verdicts)")
            let text = String(decoding: try await Self.text(of: file), as: UTF8.self)
            #expect(text.contains("Số: 01/QĐ-SNV") && text.contains("Hồng Sơn, ngày 05 tháng 3 năm 2026"), "\(text)")
        }
    }

    /// What pdftotext reads.
    @Test func `R40 a true copy on paper of a document set here bears its marks on the last page, below the text`() async throws {
        try await DocumentDesk.with { desk in
            let signed = try await Self.signed(desk)
            let numbered = try await desk.take(signed.id, by: DocumentDesk.clerk, .number(.init()))
            let seal = try await desk.seal(numbered, signed: try DocumentDesk.reference(numbered.file))
            try await desk.take(signed.id, by: DocumentDesk.clerk, .enterSeal(.with { $0.requestID = seal.description }))
            let issued = try await desk.take(signed.id, by: DocumentDesk.clerk, .issue(.init()))
            var order = CopyTests.order("copy-1", "trueCopy", "electronicToPaper")
            order.source.documentID = issued.id
            let made = try await desk.client.makeCopy(order).copy
            let copy = try await desk.bench.tools.blobs.get(
                try #require(BlobReference(hex: made.fileSha256, sizeBytes: made.fileSizeBytes)))
            let original = try await desk.bench.tools.blobs.get(try DocumentDesk.reference(issued.file))

            #expect(made.whole && made.notation == "01/SY-SNV")
            #expect(copy.starts(with: original) && copy.count > original.count)
            #expect(try PDFDocument(bytes: copy).pageCount == PDFDocument(bytes: original).pageCount)
            let words = String(decoding: try await Self.text(of: copy), as: UTF8.self)
            for mark in ["SAO Y", "01/SY-SNV", "Trần Văn Bình", "Điều 2.", "Nguyễn Thị Hương"] { #expect(words.contains(mark), "\(mark): \(words)") }
            let shown = try await desk.client.getCopy(
                .with {
                    $0.officerCode = "TT01"
                    $0.copyID = made.id
                }
            ).copy
            #expect(shown.fileSha256 == made.fileSha256 && shown.whole, "the same texts give the same bytes")

            // A part of it is not the whole, and what somebody else's program set ends nobody knows where.
            (order.idempotencyKey, order.kind, order.part) = ("copy-2", "extract", "Điều 1")
            #expect(try await desk.client.makeCopy(order).copy.whole == false)
            let uploaded = try await desk.issue("draft-2")
            order = CopyTests.order("copy-3", "trueCopy", "electronicToPaper")
            order.source.documentID = uploaded.id
            #expect(try await desk.client.makeCopy(order).copy.whole == false)
        }
    }

    private static func text(of file: [UInt8]) async throws -> [UInt8] {
        try await TemporaryDirectory.with { directory in
            let path = "\(directory)/document.pdf"
            try Data(file).write(to: URL(fileURLWithPath: path))
            let answer = try await Referee.run("pdftotext", ["-layout", "document.pdf", "document.txt"], in: directory)
            #expect(answer.isSuccess, "\(answer.text)")
            return Array(try Data(contentsOf: URL(fileURLWithPath: "\(directory)/document.txt")))
        }
    }

    @Test func `R34 a number that could not be written is written when the step is taken again`() async throws {
        try await DocumentDesk.with { desk in
            let signed = try await Self.signed(desk)
            try await desk.bench.tools.postgres.query(
                .init(unsafeSQL: """
                    CREATE FUNCTION refuse_written() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN IF NEW.fact ? 'numberWritten' THEN RAISE EXCEPTION 'disk full'; END IF; RETURN NEW; END $$
                    """))
            try await desk.bench.tools.postgres.query(
                .init(unsafeSQL: "CREATE TRIGGER written BEFORE INSERT ON document_facts FOR EACH ROW EXECUTE FUNCTION refuse_written()"))
            await #expect(throws: (any Error).self) { try await desk.take(signed.id, by: DocumentDesk.clerk, .number(.init())) }
            try await desk.bench.tools.postgres.query(.init(unsafeSQL: "DROP TRIGGER written ON document_facts"))
            let reader = DocumentDesk.head
            let stuck = try await desk.client.getDocument(
                .with {
                    $0.documentID = signed.id
                    $0.officerCode = reader
                }
            ).document
            #expect(stuck.state == "number" && stuck.number.number == 1)

            let numbered = try await desk.take(signed.id, by: DocumentDesk.clerk, .number(.init()))

            #expect(numbered.state == "seal" && numbered.number.number == 1)
            let entries = try await desk.client.listNumbers(
                .with {
                    $0.officerCode = DocumentDesk.clerk
                    $0.agencyCode = DocumentDesk.agency
                    $0.year = 2026
                })
            #expect(entries.numbers.map(\.number) == [1])
        }
    }

    @Test func `R34 the seal goes over the numbered file, not over the one before`() async throws {
        try await DocumentDesk.with { desk in
            let signed = try await Self.signed(desk)
            let numbered = try await desk.take(signed.id, by: DocumentDesk.clerk, .number(.init()))
            await #expect(throws: SigningRefusal.document(.signatureOfAnother(field: "file", who: [DocumentDesk.clerk]))) {
                try await desk.seal(numbered, signed: try DocumentDesk.reference(signed.file))
            }
        }
    }

    @Test func `R33 a draft with faults is kept, explained, and not submitted until they are mended`() async throws {
        try await DocumentDesk.with { desk in
            var request = try await Self.drafting(desk)
            request.body.content.recipients = ["Như Điều 2"]
            request.body.content.authority = ["KT. GIÁM ĐỐC"]
            let draft = try await desk.client.draftDocument(request).document
            let faults = draft.versions.last?.body.layout.faults ?? []
            #expect(faults.map(\.rule) == ["authority.position", "recipients.filed"])
            let refused = try await desk.failure { try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init())) }
            #expect(refused?.code == .wrongState && refused?.pointer == "authority")
            #expect(refused?.messageVi.contains("Lưu: VT") == true && refused?.messageVi.contains(DocumentDesk.drafter) == true)

            try await desk.take(
                draft.id, by: DocumentDesk.drafter,
                .revise(
                    .with {
                        $0.body.content = Self.content
                        $0.reason = "sửa thể thức"
                    }))
            let submitted = try await desk.take(draft.id, by: DocumentDesk.drafter, .submit(.init()))
            #expect(submitted.state == "approval")

            let reader = DocumentDesk.head
            let differences = try await desk.client.compareVersions(
                .with {
                    $0.documentID = draft.id
                    $0.officerCode = reader
                    $0.earlier = 1
                    $0.later = 2
                }
            ).differences
            #expect(differences.map(\.place) == ["authority[1]", "recipients[2]"])
            #expect(differences.first?.pieces.map(\.text) == ["KT.", "GIÁM ĐỐC"])
            let missing = try await desk.failure {
                _ = try await desk.client.compareVersions(
                    .with {
                        $0.documentID = draft.id
                        $0.officerCode = reader
                        $0.earlier = 1
                        $0.later = 3
                    })
            }
            #expect(missing?.code == .wrongState)
        }
    }

    @Test func `R33 a content that cannot be set, or contradicts its body, is refused before anything is begun`() async throws {
        try await DocumentDesk.with { desk in
            let good = try await Self.drafting(desk)
            let file = try await desk.drafting().body.file
            let broken: [(String, (inout Hoso_Signing_V1_DraftDocumentRequest) -> Void)] = [
                ("content", { $0.body.content.agency = "漢字" }),
                ("content.blocks.kind", { $0.body.content.blocks[0].kind = "html" }),
                ("body", { $0.body.file = file }),
                ("content.columns", { $0.body.content.blocks[0].kind = "table" }),
            ]
            for (pointer, change) in broken {
                var request = good
                change(&request)
                let refused = try await desk.failure { [request] in _ = try await desk.client.draftDocument(request) }
                #expect(refused?.code == .invalidArgument && refused?.pointer == pointer, "\(String(describing: refused))")
            }
            #expect(try await desk.bench.events().isEmpty)
            // The same content again under its key is the same draft, though it would be set at another time.
            let first = try await desk.client.draftDocument(good)
            desk.bench.clock.advance(by: .seconds(90))
            let again = try await desk.client.draftDocument(good)
            #expect(again.replayed && again.document.id == first.document.id && again.document.file == first.document.file)
        }
    }

    @Test func `R33 all 29 types have a template that can be set`() async throws {
        try await DocumentDesk.with { desk in
            let templates = try await desk.client.listTemplates(.init()).templates
            #expect(templates.map(\.type) == DocumentType.allCases.map(\.rawValue))
            for template in templates {
                var content = template.content
                content.agency = "Sở Nội vụ"
                content.place = "Hồng Sơn"
                content.authority = ["GIÁM ĐỐC"]
                content.signerName = "Nguyễn Thị Hương"
                content.basis = template.needsBasis ? ["Căn cứ Luật Lưu trữ"] : []
                content.addressees = template.needsAddressee ? ["Sở Xây dựng"] : []
                for index in content.blocks.indices where content.blocks[index].text.isEmpty { content.blocks[index].text = "Nội dung." }
                let answer = try await desk.client.renderContent(
                    .with { [content] in
                        $0.officerCode = DocumentDesk.drafter
                        $0.agencyCode = DocumentDesk.agency
                        $0.unitCode = "CCVC"
                        $0.type = template.type
                        $0.subject = "phân công công tác"
                        $0.content = content
                    })
                #expect(answer.layout.faults.isEmpty, "\(template.type): \(answer.layout.faults)")
                #expect(answer.layout.pages == 1 && answer.layout.signature.page == 1)
            }
        }
    }

    @Test func `R50 an opinion is handed on by who was asked, and given by the other`() async throws {
        try await DocumentDesk.with { desk in
            let draft = try await desk.client.draftDocument(try await Self.drafting(desk)).document
            try await desk.take(
                draft.id, by: DocumentDesk.drafter,
                .askOpinions(
                    .with {
                        $0.asked = [.with { $0.unitCode = "TCKT" }]
                        $0.deadlineAt = .init(desk.bench.clock.now() + .seconds(3600))
                    }))
            let delegation = Hoso_Signing_V1_DelegateOpinionStep.with {
                $0.number = 1
                $0.officerCode = "CV77"
                $0.reason = "đi công tác"
            }
            // A member of the unit may answer, but only its head hands on.
            let member = try await desk.failure { try await desk.take(draft.id, by: "CV03", .delegateOpinion(delegation)) }
            #expect(member?.code == .denied)
            try await desk.take(draft.id, by: "TP02", .delegateOpinion(delegation))
            let work = try await desk.client.listWork(
                .with {
                    $0.officerCode = "CV77"
                    $0.readerCode = "CV77"
                })
            #expect(work.items.map(\.kind) == ["opinion"])
            let given = try await desk.take(
                draft.id, by: "CV77",
                .giveOpinion(
                    .with {
                        $0.number = 1
                        $0.version = 1
                        $0.position = "agree"
                    }))
            #expect(given.opinions.map(\.givenBy) == ["CV77"])
        }
    }
}
