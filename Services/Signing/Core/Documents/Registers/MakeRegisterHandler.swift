import BlobStore
import Clocks
import PDF
import Postgres
import SigningDomain
import Spreadsheet

/// Prints the register book of outgoing documents from the data (Decree 30/2020, article 15 and appendix IV).
struct MakeRegisterHandler: Sendable {
    /// Which part, in which form.
    struct Order: Sendable {
        enum Format: String, Sendable {
            case pdf, csv, xlsx
        }

        let officer: String
        let agency: String
        let name: String
        let from: VietnamDate
        let to: VietnamDate
        let series: String
        let format: Format
    }

    /// Most rows of a spreadsheet.
    static let mostRows = 50_000

    let tools: SigningTools

    /// Makes the book and stores it.
    ///
    /// - Returns: The file and how many entries it has.
    /// - Throws: ``DocumentRefusal/notVisible`` after the attempt was recorded; ``DocumentRefusal/tooMany(limit:)``.
    func handle(_ order: Order) async throws -> (file: DocumentFile, rows: Int) {
        guard order.from <= order.to else { throw DocumentRefusal.malformed("to") }
        try await DocumentAccess(tools: self.tools).process(of: order.agency, for: order.officer) { $0.mayRegister(order.officer) }
        let limit = order.format == .pdf ? RegisterBook.mostPrintedRows : Self.mostRows
        let rows = try await self.tools.postgres.withConnection {
            try await RegisterStore(session: $0).rows(
                agency: order.agency, from: order.from, to: order.to, series: order.series, limit: limit + 1)
        }
        guard rows.count <= limit else { throw DocumentRefusal.tooMany(limit: limit) }
        let cells = rows.map(self.cells)
        let book = RegisterBook(
            agency: order.name, title: "Sổ đăng ký văn bản đi",
            part: "Từ ngày \(order.from.display) đến ngày \(order.to.display)", columns: Self.columns, rows: cells.map { $0.map(\.text) })
        let (bytes, type) = try self.bytes(book, cells, order.format)
        let reference = try await self.tools.blobs.put(bytes)
        return (
            DocumentFile(
                sha256: reference.hex, sizeBytes: reference.sizeBytes, mediaType: type,
                name: "so-dang-ky-van-ban-di.\(order.format.rawValue)"), rows.count
        )
    }

    private func bytes(_ book: RegisterBook, _ cells: [[SheetCell]], _ format: Order.Format) throws -> ([UInt8], String) {
        let now = self.tools.clock.now()
        if let format = SpreadsheetFormat(rawValue: format.rawValue) {
            // As wide as on paper, where the columns share the page by weight.
            let columns = book.columns.map { Sheet.Column($0.title, width: 14 * $0.weight) }
            return (try format.write(Sheet(title: book.title, columns: columns, rows: cells), createdAt: now), format.mediaType)
        }
        do {
            let metadata = PDFAMetadata(title: "\(book.title). \(book.part)", createdAt: now)
            let fonts = self.tools.configuration.documentFonts
            return (try SlipWriter(fonts: fonts).write(book.document(fonts: fonts), metadata), "application/pdf")
        } catch {
            throw DocumentRefusal.unprintable(error.message)
        }
    }

    /// The ten columns of the form.
    static let columns: [SlipTable.Column] = [
        .init("Số, ký hiệu văn bản", weight: 1.3), .init("Ngày tháng văn bản", weight: 1.1, alignment: .centre),
        .init("Tên loại và trích yếu nội dung văn bản", weight: 3), .init("Người ký", weight: 1.3),
        .init("Nơi nhận văn bản", weight: 1.6), .init("Đơn vị, người nhận bản lưu", weight: 1.1),
        .init("Số lượng bản", weight: 0.8, alignment: .centre), .init("Ngày chuyển", weight: 1.1, alignment: .centre),
        .init("Ký nhận", weight: 0.9), .init("Ghi chú", weight: 1.3),
    ]

    private func cells(_ row: RegisterStore.Row) -> [SheetCell] {
        let type = DocumentType(rawValue: row.type).flatMap { self.tools.configuration.templates[$0]?.name } ?? ""
        let shown = row.recipients.prefix(10).joined(separator: ", ")
        let rest = row.recipients.count > 10 ? " và \(row.recipients.count - 10) nơi khác" : ""
        return [
            SheetCell(row.notation), .date(row.dated), SheetCell(type.isEmpty ? row.subject : "\(type) \(row.subject)"),
            SheetCell(row.signerName.isEmpty ? row.signer : row.signerName), SheetCell(shown + rest), SheetCell(row.unit),
            row.documentState.isEmpty ? .empty : .number(Double(row.recipients.count + 1)),
            row.issuedAt.map { .date($0.vietnamDate) } ?? .empty, .empty, SheetCell(Self.note(row)),
        ]
    }

    private static func note(_ row: RegisterStore.Row) -> String {
        switch (row.state, row.documentState) {
        case (_, "recalled"): "Đã thu hồi"
        case ("reserved", _): "Số giữ: \(row.reason)"
        case ("used", _): "Văn bản giấy: \(row.reason)"
        case ("skipped", _): "Số không dùng: \(row.reason)"
        case (_, "issued"): ""
        default: "Chưa phát hành"
        }
    }
}
