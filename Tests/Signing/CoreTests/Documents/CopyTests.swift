import BlobStore
import Clocks
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

/// True copies, copies of copies and extracts, over the calls, with real signatures (R40).
@Suite(.timeLimit(.minutes(10))) struct CopyTests {
    static func order(_ key: String, _ kind: String, _ direction: String) -> Hoso_Signing_V1_MakeCopyRequest {
        .with {
            $0.idempotencyKey = key
            $0.officerCode = DocumentDesk.clerk
            $0.agencyCode = DocumentDesk.agency
            $0.kind = kind
            $0.direction = direction
            $0.agencyName = "Sở Nội vụ"
            $0.place = "Hồng Sơn"
            $0.authority = ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]
            $0.signerName = "Trần Văn Bình"
            $0.recipients = ["Như trên", "Lưu: VT"]
        }
    }

    private static func outside(_ file: BlobReference?) -> Hoso_Signing_V1_CopySource {
        .with {
            $0.notation = "05/QĐ-UBND"
            $0.dated = .with { $0.year = 2026; $0.month = 3; $0.day = 2 }
            $0.author = "Ủy ban nhân dân tỉnh"
            $0.fileSha256 = file?.hex ?? ""
        }
    }

    /// Signs a copy with the organisation's device; the file and the form may be others than planned.
    private static func sign(
        _ desk: DocumentDesk, _ copy: Hoso_Signing_V1_DocumentCopy, file: BlobReference? = nil, form: String? = nil
    ) async throws -> Identifier {
        let identity = try await desk.bench.another(number: DocumentDesk.agency, kind: .organisation)
        let id = try #require(Identifier(copy.id))
        let planned = try #require(BlobReference(hex: copy.fileSha256, sizeBytes: copy.fileSizeBytes))
        var order = SignatureOrder(
            idempotencyKey: "copy-\(copy.id)-\(form ?? "")-\(file?.hex ?? "")", subjectKind: "signing.document_copy", subjectID: id, subjectKey: copy.id,
            profile: "organisation-copy", officer: DocumentDesk.agency, certificateSHA256: identity.certificate.sha256,
            document: file ?? planned)
        order.issue.copyForm = form ?? copy.form
        let intent = try await desk.bench.prepare(order)
        let value = try desk.bench.value(intent, by: identity)
        return try await CompleteSignatureHandler(tools: desk.bench.tools).handle(intent.id, signature: value).request
    }

    @Test func `R40 a paper becomes a true electronic copy when the organisation has signed it, and then a copy of it is made`() async throws {
        try await DocumentDesk.with { desk in
            let scan = try await desk.bench.tools.blobs.put(TestPaper.pdfA)
            var request = Self.order("copy-1", "trueCopy", "paperToElectronic")
            request.source = Self.outside(scan)
            request.fileSizeBytes = scan.sizeBytes
            let made = try await desk.client.makeCopy(request)
            #expect(made.copy.notation == "01/SY-SNV" && made.copy.state == "unsigned" && made.copy.form == "SAO Y")
            let again = try await desk.client.makeCopy(request)
            #expect(again.replayed && again.copy == made.copy)

            // It waits for the organisation from when it was made (V-21).
            let waiting = try await ScarcityHandler(tools: desk.bench.tools).waiting(.with { $0.officerCode = DocumentDesk.agency }).documents
            #expect(waiting.map(\.subject.kind) == ["signing.document_copy"] && waiting.map(\.notation) == ["01/SY-SNV"])
            #expect(waiting.first?.since.instant == desk.bench.clock.now() && waiting.first?.profile == "organisation-copy")

            // Nothing but what was planned is prepared.
            await #expect(throws: SigningRefusal.malformed("copy_form")) { try await Self.sign(desk, made.copy, form: "SAO LỤC") }
            let other = try await desk.bench.tools.blobs.put(TestPaper.plain)
            await #expect(throws: SigningRefusal.malformed("document")) { try await Self.sign(desk, made.copy, file: other) }

            let signature = try await Self.sign(desk, made.copy)
            let entered = try await desk.client.enterCopySignature(
                .with {
                    $0.officerCode = DocumentDesk.clerk
                    $0.copyID = made.copy.id
                    $0.requestID = signature.description
                }
            ).copy
            #expect(entered.state == "made" && entered.fileSha256 != made.copy.fileSha256)
            #expect(try await ScarcityHandler(tools: desk.bench.tools).waiting(.init()).documents.isEmpty)

            var second = Self.order("copy-2", "copyOfCopy", "electronicToPaper")
            second.source.copyID = made.copy.id
            let sheet = try await desk.client.makeCopy(second).copy
            #expect(sheet.notation == "02/SL-SNV" && sheet.state == "made" && sheet.sourceNotation == "05/QĐ-UBND")
            let reference = try #require(BlobReference(hex: sheet.fileSha256, sizeBytes: sheet.fileSizeBytes))
            #expect(try PDFDocument(bytes: try await desk.bench.tools.blobs.get(reference)).pageCount == 1)
            // One series for all kinds, and every number says what it was for.
            let numbers = try await desk.client.listNumbers(
                .with {
                    $0.officerCode = DocumentDesk.clerk
                    $0.agencyCode = DocumentDesk.agency
                    $0.year = 2026
                    $0.series = "copies"
                })
            #expect(numbers.numbers.map(\.reason) == ["SAO Y 05/QĐ-UBND", "SAO LỤC 05/QĐ-UBND"])
        }
    }

    @Test func `R40 an issued document is copied to paper and in part, a draft and a recalled one are not`() async throws {
        try await DocumentDesk.with { desk in
            let issued = try await desk.issue()
            var request = Self.order("copy-1", "trueCopy", "electronicToPaper")
            request.source.documentID = issued.id
            #expect(try await desk.client.makeCopy(request).copy.sourceNotation == "01/QĐ-SNV")
            var whole = Self.order("copy-2", "trueCopy", "electronicToElectronic")
            whole.source.documentID = issued.id
            let refused = try await desk.failure { [whole] in _ = try await desk.client.makeCopy(whole) }
            #expect(refused?.code == .wrongState && refused?.messageVi.contains("trích sao") == true)
            var extract = Self.order("copy-3", "extract", "electronicToElectronic")
            extract.source.documentID = issued.id
            extract.part = "Điều 1"
            let file = try await desk.bench.tools.blobs.put(TestPaper.pdfA)
            extract.extractSha256 = file.hex
            extract.extractSizeBytes = file.sizeBytes
            #expect(try await desk.client.makeCopy(extract).copy.state == "unsigned")

            try await desk.take(issued.id, by: DocumentDesk.clerk, .recall(.with { $0.reason = "sai thẩm quyền" }))
            request.idempotencyKey = "copy-4"
            let recalled = try await desk.failure { [request] in _ = try await desk.client.makeCopy(request) }
            #expect(recalled?.code == .wrongState)
        }
    }

    @Test func `R40 what came electronically is copied only with valid signatures`() async throws {
        try await DocumentDesk.with { desk in
            let unsigned = try await desk.bench.tools.blobs.put(TestPaper.pdfA)
            var request = Self.order("copy-1", "trueCopy", "electronicToPaper")
            request.source = Self.outside(unsigned)
            request.fileSizeBytes = unsigned.sizeBytes
            let refused = try await desk.failure { [request] in _ = try await desk.client.makeCopy(request) }
            #expect(refused?.code == .wrongState && refused?.messageVi.contains("Chữ ký số trên văn bản nguồn") == true)

            let issued = try await desk.issue()
            request.source.fileSha256 = issued.file.sha256
            request.fileSizeBytes = issued.file.sizeBytes
            #expect(try await desk.client.makeCopy(request).copy.state == "made")
        }
    }

    @Test func `R75 only clerks make copies, others are denied and the denial is kept`() async throws {
        try await DocumentDesk.with { desk in
            var request = Self.order("copy-1", "trueCopy", "paperToPaper")
            request.source = Self.outside(nil)
            request.officerCode = DocumentDesk.drafter
            let denied = try await desk.failure { [request] in _ = try await desk.client.makeCopy(request) }
            #expect(denied?.code == .denied)
            let kept = try await desk.bench.tools.postgres.query("SELECT subject FROM access_denials").map { try $0.decode(column: 0, as: String.self) }
            #expect(kept == ["make copies H99.11"])
            request.officerCode = DocumentDesk.clerk
            for (pointer, change) in Self.broken {
                var wrong = request
                change(&wrong)
                let refused = try await desk.failure { [wrong] in _ = try await desk.client.makeCopy(wrong) }
                #expect(refused?.code == .invalidArgument && refused?.pointer == pointer, "\(pointer)")
            }
            #expect(try await desk.client.makeCopy(request).copy.notation == "01/SY-SNV")
        }
    }

    @Test func `R40 copies are listed from the newest and by document, and one on paper is shown with its sheet`() async throws {
        try await DocumentDesk.with { desk in
            let issued = try await desk.issue()
            var ids: [String] = []
            for number in 1...3 {
                var request = Self.order("copy-\(number)", "trueCopy", number == 2 ? "paperToPaper" : "electronicToPaper")
                if number == 2 { request.source = Self.outside(nil) } else { request.source.documentID = issued.id }
                ids.append(try await desk.client.makeCopy(request).copy.id)
            }
            func list(document: String = "", limit: Int32 = 0, after: String = "") async throws -> Hoso_Signing_V1_ListCopiesResponse {
                try await desk.client.listCopies(
                    .with {
                        $0.officerCode = DocumentDesk.clerk
                        $0.agencyCode = DocumentDesk.agency
                        $0.documentID = document
                        $0.limit = limit
                        $0.afterID = after
                    })
            }
            let first = try await list(limit: 2)
            let second = try await list(limit: 2, after: first.nextAfterID)
            let ofDocument = try await list(document: issued.id).copies
            #expect(first.copies.map(\.id) == [ids[2], ids[1]] && second.copies.map(\.id) == [ids[0]] && second.nextAfterID.isEmpty)
            #expect(ofDocument.map(\.id) == [ids[2], ids[0]])

            let shown = try await desk.client.getCopy(
                .with {
                    $0.officerCode = "TT01"
                    $0.copyID = ids[1]
                }
            ).copy
            let sheet = try #require(BlobReference(hex: shown.fileSha256, sizeBytes: shown.fileSizeBytes))
            #expect(shown.notation == "02/SY-SNV" && shown.sourceNotation == "05/QĐ-UBND")
            #expect(try PDFDocument(bytes: try await desk.bench.tools.blobs.get(sheet)).pageCount == 1)
            let denied = try await desk.failure {
                _ = try await desk.client.getCopy(
                    .with {
                        $0.officerCode = DocumentDesk.drafter
                        $0.copyID = ids[1]
                    })
            }
            #expect(denied?.code == .denied)
        }
    }

    private static let broken: [(String, @Sendable (inout Hoso_Signing_V1_MakeCopyRequest) -> Void)] = [
        ("kind", { $0.kind = "x" }), ("direction", { $0.direction = "" }), ("source", { $0.source = .init() }),
        ("source", { $0.source.copyID = $0.idempotencyKey }), ("source.dated", { $0.source.clearDated() }),
        ("source.author", { $0.source.author = "" }), ("part", { $0.part = "Điều 1" }),
        ("source.file_sha256", { $0.direction = "paperToElectronic" }), ("agency_name", { $0.agencyName = "" }),
    ]
}
