import BlobStore
import Clocks
import IntakeDomain
import PDF
import Postgres
import Spreadsheet

/// Prints register, follow-up book and handling slips of incoming documents from the data.
///
/// Source: Decree 30/2020, articles 22 and 24, appendix IV.
struct IncomingBooks: Sendable {
    /// Which book.
    enum Kind: String, Sendable {
        /// Sổ đăng ký văn bản đến.
        case register
        /// Sổ theo dõi giải quyết văn bản đến.
        case followUp
    }

    /// In which form.
    enum Format: String, Sendable {
        /// PDF/A.
        case pdf
        /// For spreadsheet programs, as text.
        case csv
        /// For spreadsheet programs, as a workbook.
        case xlsx
    }

    /// Which part of which book.
    struct Order: Sendable {
        let agency: String
        let name: String
        let kind: Kind
        let year: Int
        let first: Int
        let last: Int
        let format: Format
        let onlyLate: Bool
    }

    /// How many documents are read at once.
    private static let page = 200
    /// Most rows of a spreadsheet.
    static let mostRows = 20_000

    let postgres: PostgresClient
    let blobs: any BlobStore
    let clock: any UTCClock
    let fonts: SlipFonts

    /// Makes a book and stores it.
    ///
    /// - Throws: ``IncomingRefusal/tooMany(limit:)``.
    func book(_ order: Order) async throws -> (file: BlobReference, mediaType: String, rows: Int) {
        guard order.first <= order.last else { throw IncomingRefusal.malformed("last") }
        let limit = order.format == .pdf ? RegisterBook.mostPrintedRows : Self.mostRows
        let now = self.clock.now()
        let cells = try await self.cells(order, limit: limit, at: now)
        let title = order.kind == .register ? "Sổ đăng ký văn bản đến" : "Sổ theo dõi giải quyết văn bản đến"
        let last = order.last == Int(Int32.max) ? "" : " đến số \(order.last)"
        let book = RegisterBook(
            agency: order.name, title: title, part: "Năm \(order.year), từ số \(order.first)\(last)",
            columns: order.kind == .register ? Self.registerColumns : Self.followUpColumns, rows: cells.map { $0.map(\.text) })
        if let format = SpreadsheetFormat(rawValue: order.format.rawValue) {
            // As wide as on paper, where the columns share the page by weight.
            let columns = book.columns.map { Sheet.Column($0.title, width: 14 * $0.weight) }
            let bytes = try format.write(Sheet(title: title, columns: columns, rows: cells), createdAt: now)
            return (try await self.blobs.put(bytes), format.mediaType, cells.count)
        }
        let bytes = try SlipWriter(fonts: self.fonts).write(book.document(fonts: self.fonts), PDFAMetadata(title: "\(title). \(book.part)", createdAt: now))
        return (try await self.blobs.put(bytes), "application/pdf", cells.count)
    }

    private func cells(_ order: Order, limit: Int, at now: UTCInstant) async throws -> [[SheetCell]] {
        var rows: [[SheetCell]] = []
        var after = order.first - 1
        while true {
            let place = after
            let page = try await self.postgres.withConnection { connection -> [IncomingDocument] in
                let ids = try await ArrivalStore(session: connection).register(
                    agency: order.agency, year: order.year, after: place, limit: Self.page)
                var documents: [IncomingDocument] = []
                for id in ids {
                    if let document = try await IncomingStore(session: connection).find(id) { documents.append(document) }
                }
                return documents
            }
            for document in page {
                guard let number = document.number?.number, number <= order.last else { return rows }
                after = number
                guard !order.onlyLate || document.isLate(at: now) else { continue }
                guard rows.count < limit else { throw IncomingRefusal.tooMany(limit: limit) }
                rows.append(order.kind == .register ? Self.registerRow(document) : Self.followUpRow(document, at: now))
            }
            guard page.count == Self.page else { return rows }
        }
    }

    /// The ten columns of the form.
    static let registerColumns: [SlipTable.Column] = [
        .init("Ngày đến", weight: 1.1, alignment: .centre), .init("Số đến", weight: 0.8, alignment: .centre),
        .init("Tác giả", weight: 1.8), .init("Số, ký hiệu văn bản", weight: 1.3),
        .init("Ngày tháng văn bản", weight: 1.1, alignment: .centre), .init("Tên loại và trích yếu nội dung văn bản", weight: 3),
        .init("Đơn vị hoặc người nhận", weight: 1.3), .init("Ngày chuyển", weight: 1.1, alignment: .centre),
        .init("Ký nhận", weight: 0.9), .init("Ghi chú", weight: 1.2),
    ]

    /// The seven columns of the form.
    static let followUpColumns: [SlipTable.Column] = [
        .init("Số đến", weight: 0.8, alignment: .centre), .init("Tên loại, số và ký hiệu, ngày tháng và tác giả văn bản", weight: 3),
        .init("Đơn vị hoặc người nhận", weight: 1.4), .init("Thời hạn giải quyết", weight: 1.1, alignment: .centre),
        .init("Tiến độ giải quyết", weight: 1.5), .init("Số, ký hiệu văn bản trả lời", weight: 1.3), .init("Ghi chú", weight: 1.6),
    ]

    private static func registerRow(_ document: IncomingDocument) -> [SheetCell] {
        let head = document.head
        // Of a state secret only number and notation are kept (R74).
        let subject = head.isStub ? "(văn bản mật)" : "\(head.type) \(head.subject)"
        return [
            .date(document.arrivedAt.vietnamDate), self.number(document), SheetCell(head.authorName), SheetCell(head.notation),
            .date(head.dated), SheetCell(subject), SheetCell(self.takers(document)),
            document.assignments.isEmpty ? .empty : .date(document.since.vietnamDate), .empty, SheetCell(self.note(document)),
        ]
    }

    private static func followUpRow(_ document: IncomingDocument, at now: UTCInstant) -> [SheetCell] {
        let head = document.head
        let late = document.isLate(at: now) ? (document.doneAt == nil ? "quá hạn" : "xong quá hạn") : ""
        let notes = [late, document.result, self.note(document)].filter { !$0.isEmpty }
        return [
            self.number(document), SheetCell("\(head.type) số \(head.notation) ngày \(head.dated.display) của \(head.authorName)"),
            SheetCell(self.takers(document)), document.deadline.map { .date($0.vietnamDate) } ?? .empty,
            SheetCell(document.state.vietnamese), SheetCell(document.answerNotation), SheetCell(notes.joined(separator: "; ")),
        ]
    }

    private static func number(_ document: IncomingDocument) -> SheetCell {
        document.number.map { .number(Double($0.number)) } ?? .empty
    }

    private static func takers(_ document: IncomingDocument) -> String {
        document.assignments.map { $0.officer.isEmpty ? $0.unit : $0.officer }.joined(separator: ", ")
    }

    private static func note(_ document: IncomingDocument) -> String {
        switch document.state {
        case .refused: "Đã trả lại nơi gửi"
        case .removal, .removed: "Bị thu hồi: \(document.recallReason)"
        default: document.relation.isEmpty ? "" : "Có văn bản \(document.relation == "corrects" ? "đính chính" : "thay thế")"
        }
    }
}
