import Clocks
import Foundation
import GRPCCore
import HosoProto
import Postgres
import RecordsDomain
import ServiceKit
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing

@testable import Records

/// The search on a real PostgreSQL.
@Suite(.timeLimit(.minutes(10))) struct SearchTests {
    @Test func `R9 hits with the same diacritics come first, each part newest first`() async throws {
        try await RecordDesk.with { desk in
            try await desk.store("A", "giấy phép đào ao", minute: 1)
            try await desk.store("B", "con dao sắc", minute: 2)
            try await desk.store("C", "đào đất đắp nền", minute: 3)
            try await desk.store("D", "đáo hạn hợp đồng", minute: 4)

            #expect(try await desk.found("đào") == ["C", "A", "D", "B"])
            #expect(try await desk.found("dao") == ["D", "C", "B", "A"])
            #expect(try await desk.found("ĐÀO") == ["C", "A", "D", "B"])
        }
    }

    @Test(arguments: [
        ("Hoà thuận", "hòa thuận"), ("hòa", "hoà"), ("thuý", "Thúy"), ("THỦY", "thuỷ"), ("khoẻ", "khỏe"), ("hoàn", "hoàn"),
        ("quý", "quý"), ("Ðà Nẵng", "Đà Nẵng"), ("Đà Nẵng", "Ðà Nẵng"), ("Nguye\u{302}\u{303}n", "Nguyễn"), ("Nguyễn", "Nguye\u{302}\u{303}n"),
    ])
    func `R9 one word is found as the same word however its letters were written`(text: String, question: String) async throws {
        try await RecordDesk.with { desk in
            try await desk.store("viết", text, minute: 1)
            try await desk.store("không dấu", text.folding(options: .diacriticInsensitive, locale: nil).replacing("Đ", with: "D"), minute: 2)

            // The older one leads: it has the same marks.
            #expect(try await desk.found(question).first == "viết")
        }
    }

    @Test func `R9 phrases, numbers and notations are words in a row`() async throws {
        try await RecordDesk.with { desk in
            try await desk.store("cụm", "về việc giao đất ở", minute: 1)
            try await desk.store("rời", "đất của bên giao", minute: 2)
            try await desk.store("số", "trích lục", minute: 3) {
                $0.form = .issued
                $0.number = "12"
                $0.notation = "QĐ-UBND"
            }
            try await desk.store("khác", "12 hộ theo thông báo UBND", minute: 4)
            try await desk.store("trong bài", "Căn cứ Quyết định số 12/QĐ-UBND ngày 5", minute: 5)

            #expect(try await desk.found("\"giao đất\"") == ["cụm"])
            #expect(try await desk.found("giao đất") == ["rời", "cụm"])
            #expect(try await desk.found("12/QĐ-UBND") == ["trong bài", "số"])
            #expect(try await desk.found("12/qd-ubnd") == ["trong bài", "số"])
            #expect(try await desk.found("QĐ-UBND") == ["trong bài", "số"])
        }
    }

    @Test func `R9 a phrase is found after a word that stands there hundreds of times`() async throws {
        try await RecordDesk.with { desk in
            let often = String(repeating: "và cùng va ", count: 200)
            try await desk.store("dài", often + "và hạnh phúc", minute: 1)
            try await desk.store("ngược", often + "phúc hạnh và", minute: 2)

            #expect(try await desk.found("\"và hạnh phúc\"") == ["dài"])
            #expect(try await desk.found("\"hạnh phúc\"") == ["dài"])
        }
    }

    @Test(arguments: ["a' OR 1=1 --", "!(x)", "a:*", "\\", "\"\\\"", "%", "đ & | ! <->", "\u{202E}abc", "'; DROP TABLE documents; --"])
    func `R9 nothing that is typed is more than words`(text: String) async throws {
        try await RecordDesk.with { desk in
            try await desk.store("Tờ trình", "văn bản")

            let found = try await desk.found(text)

            // Signs alone ask for everything that the other conditions let through.
            let isEmpty = try SearchText(text).isEmpty
            #expect(found == (isEmpty ? ["Tờ trình"] : []))
        }
    }

    @Test func `R9 every field is searched, and conditions and counts hold together`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open()
            try await desk.file(desk.new("77"), in: record)
            try await desk.store("Khai sinh", "Trần Văn A", owner: "097000000001", type: "birth", minute: 1)
            try await desk.store("Giấy phép", "Trần Văn A", owner: "097000000002", type: "licence", minute: 60 * 24 * 400)

            #expect(try await desk.found("UBND xã") == ["Quyết định 77"])
            #expect(try await desk.found("tran") { $0.ownerID = "097000000002" } == ["Giấy phép"])
            #expect(try await desk.found("") { $0.agencies = [RecordDesk.agency] } == ["Quyết định 77"])
            #expect(try await desk.found("tran") { $0.paperTypes = ["birth", "x"] } == ["Khai sinh"])
            #expect(try await desk.found("") { $0.forms = [.issued] } == ["Quyết định 77"])
            #expect(try await desk.found("") { $0.storedFrom = desk.today.adding(days: 1) } == ["Giấy phép"])
            #expect(try await desk.found("tran") { $0.storedTo = desk.today } == ["Khai sinh"])
            let facets = try await desk.client.withConnection {
                try await SearchStore(session: $0).facets(DocumentQuestion(text: SearchText("trần")), for: "")
            }
            #expect(facets.filter { $0.name == "total" }.map(\.count) == [2])
            #expect(facets.filter { $0.name == "paperType" }.map(\.value) == ["birth", "licence"])
            #expect(facets.filter { $0.name == "year" }.map(\.value) == ["2026", "2027"])
            #expect(facets.contains { $0.name == "agency" } == false)
        }
    }

    @Test func `R9 a document is found by title and file code of the records that hold it, as they are now`() async throws {
        try await RecordDesk.with { desk in
            let record = try await desk.open(title: "Xây cầu Bến Thủy")
            try await desk.file(desk.new("77"), in: record)

            for question in ["bến thuỷ", "ben thuy", "\"\(record.fileCode)\"", record.fileCode, "cầu 77"] {
                #expect(try await desk.found(question) == ["Quyết định 77"], "\(question)")
            }
            _ = try await desk.client.query("UPDATE work_records SET title = 'Sửa đường Lê Lợi' WHERE id = \(record.id)")
            #expect(try await desk.found("cầu").isEmpty)
            #expect(try await desk.found("Lê Lợi") == ["Quyết định 77"])
            // Beside its own words and rights, which stay.
            _ = try await desk.client.query("UPDATE work_records SET readers = '{CB01}' WHERE id = \(record.id)")
            #expect(try await desk.found("Lê Lợi").isEmpty)
            #expect(try await desk.found("Lê Lợi UBND xã", for: "CB01") == ["Quyết định 77"])
            try await desk.client.withConnection { try await RecordStore(session: $0).remove(ordinal: 1, from: record.id, at: desk.clock.now()) }
            #expect(try await desk.found("Lê Lợi", for: "CB01").isEmpty)
            #expect(try await desk.found("UBND xã", for: "CB01") == ["Quyết định 77"])
        }
    }

    @Test func `R9 records that take the same document at the same time are both found`() async throws {
        try await RecordDesk.with { desk in
            let id = try await desk.store("Biên bản", "nghiệm thu")
            let records = [try await desk.open(title: "Cầu Đông"), try await desk.open(title: "Cầu Tây")]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for record in records {
                    group.addTask {
                        _ = try await FileDocumentHandler(keeping: desk.keeping, judge: SignatureJudge { _ in [] }).file(
                            .known(id), as: "", in: record.id, by: "CB05")
                    }
                }
                try await group.waitForAll()
            }

            for question in ["cầu đông", "cầu tây"] { #expect(try await desk.found(question) == ["Biên bản"], "\(question)") }
        }
    }

    @Test func `R9 pages are stable while documents are filed, and together they are everything once`() async throws {
        try await RecordDesk.with { desk in
            for number in 0..<30 { try await desk.store("\(number)", number.isMultiple(of: 3) ? "đất" : "dat", minute: number) }
            let expected = try await desk.found("đất")
            var request = Hoso_Records_V1_FindDocumentsRequest.with {
                $0.query.text = "đất"
                $0.limit = 7
            }
            var titles: [String] = []
            repeat {
                let page = try await desk.searches.findDocuments(request: request, context: .test)
                titles += page.documents.map(\.title)
                request.after = page.nextAfter
                try await desk.store("mới", "đất dat", minute: 10_000 + titles.count)
            } while !request.after.isEmpty

            #expect(expected.count == 30)
            #expect(titles == expected)
        }
    }

    @Test func `R9 an export streams every hit in the order of the search`() async throws {
        try await RecordDesk.with { desk in
            _ = try await desk.client.query(
                """
                INSERT INTO documents
                    (id, owner_id, paper_type_code, title, role, file_sha256, file_size_bytes, pages, fields, dossier_code,
                     component_code, signed_valid, content, stored_at)
                SELECT gen_random_uuid(), '', 'birth', n::text, 'component', sha256(n::text::bytea), 1, 1, '[]', '', '', true, 'đất',
                       \(desk.clock.now())
                FROM generate_series(1, 450) AS n
                """)
            let parts = Mutex<[[String]]>([])
            try await desk.searches.exportDocuments(
                request: .with { $0.query.text = "đất" },
                response: RPCWriter(wrapping: Collector { part in parts.withLock { $0.append(part.documents.map(\.title)) } }),
                context: .test)

            let all = parts.withLock { $0 }
            #expect(all.map(\.count) == [200, 200, 50])
            #expect(Set(all.joined()).count == 450)
        }
    }

    @Test func `R9 questions are kept by name for each officer`() async throws {
        try await RecordDesk.with { desk in
            func save(_ name: String, _ text: String, _ officer: String) async throws {
                _ = try await desk.searches.saveSearch(
                    request: .with {
                        $0.officerCode = officer
                        $0.name = name
                        $0.query.text = text
                        $0.query.paperTypeCodes = ["birth"]
                    }, context: .test)
            }
            try await save("đất", "giao đất", "CB01")
            try await save("đất", "thu hồi đất", "CB01")
            try await save("khác", "x", "CB02")
            let mine = try await desk.searches.listSavedSearches(request: .with { $0.officerCode = "CB01" }, context: .test)
            let gone = try await desk.searches.deleteSavedSearch(
                request: .with {
                    $0.officerCode = "CB02"
                    $0.name = "đất"
                }, context: .test)

            #expect(mine.searches.map(\.query.text) == ["thu hồi đất"])
            #expect(mine.searches.first?.query.paperTypeCodes == ["birth"])
            #expect(!gone.deleted)
            await #expect(throws: HosoFailure.self) { try await save("", "x", "CB01") }
            await #expect(throws: HosoFailure.self) { try await save("x", "x", "") }
            await #expect(throws: HosoFailure.self) { try await save("x", String(repeating: "a", count: 501), "CB01") }
        }
    }

    @Test func `R9 the search is correct at every moment while its index is built anew and documents are filed`() async throws {
        try await RecordDesk.with { desk in
            for number in 0..<40 { try await desk.store("\(number)", "thửa đất số \(number)", minute: number) }
            let client = desk.client
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for _ in 0..<3 { _ = try await client.query("REINDEX INDEX CONCURRENTLY search_entries_words") }
                }
                group.addTask {
                    for number in 40..<80 { try await desk.store("\(number)", "thửa đất số \(number)", minute: number) }
                }
                group.addTask {
                    var before = 40
                    while before < 80 {
                        let count = try await desk.found("\"thửa đất\"").count
                        #expect(count >= before)
                        before = max(before, count)
                    }
                }
                try await group.waitForAll()
            }

            #expect(try await desk.found("thua dat").count == 80)
        }
    }

    @Test func `R9 a text of any length and any letters is stored and found by its beginning`() async throws {
        try await RecordDesk.with { desk in
            let words = (0..<120_000).map { "từ\($0)" }.joined(separator: " ")
            try await desk.store("dài", "mở đầu " + words)
            try await desk.store("lạ", "\u{FFFD}\u{0301}\u{0301} 漢字 😀 " + String(repeating: "x", count: 5_000) + " cuối")

            #expect(try await desk.found("\"mở đầu\"") == ["dài"])
            #expect(try await desk.found("cuối") == ["lạ"])
        }
    }
}

/// Collects what a call streams.
private struct Collector: RPCWriterProtocol {
    typealias Element = Hoso_Records_V1_ExportDocumentsResponse

    let take: @Sendable (Element) -> Void

    func write(_ element: Element) async throws { self.take(element) }

    func write(contentsOf elements: some Sequence<Element>) async throws { elements.forEach(self.take) }
}
