import Clocks
import PDF
import RecordsDomain

/// The minutes of a transfer with the inventory of its records and the list of their documents, to be signed by both sides.
///
/// Source: Circular 05/2025/TT-BNV, articles 21 to 25. The digest of each package ties the packages to the signatures.
struct TransferMinutes {
    /// A record with its package and its documents.
    struct Part {
        let line: TransferStore.Line
        let package: PackageTask.Made
        /// Ordinal, number and notation, day, title, pages.
        let documents: [[String]]
    }

    let transfer: ArchiveTransfer
    let parts: [Part]

    func pdf(at now: UTCInstant) throws -> [UInt8] {
        let transfer = self.transfer
        var blocks = ArchiveSheet.head(
            transfer.agencyName, title: "BIÊN BẢN GIAO NHẬN HỒ SƠ, TÀI LIỆU LƯU TRỮ SỐ",
            subtitle: "Lần nộp số \(transfer.ordinal) năm \(transfer.openedAt.vietnamDate.year)")
        blocks += [
            .field(label: "Bên giao", value: "\(transfer.agencyName) (\(transfer.agencyCode)), người giao: \(transfer.openedBy)"),
            .field(label: "Bên nhận", value: "\(transfer.archiveName) (\(transfer.archiveCode))"),
            .field(label: "Mã phông", value: transfer.fondsCode),
            .field(label: "Ngày lập", value: now.vietnamDate.display),
            .field(
                label: "Số lượng",
                value: "\(self.parts.count) hồ sơ, \(self.parts.map(\.package.documents).reduce(0, +)) tài liệu, trong đó "
                    + "\(self.parts.count { $0.line.daysLate > 0 }) hồ sơ nộp quá hạn"),
            .space(8),
            .paragraph(SlipParagraph([.bold("I. MỤC LỤC HỒ SƠ")])),
            .table(SlipTable(
                columns: [
                    .init("STT", weight: 0.5, alignment: .centre), .init("Mã hồ sơ", weight: 1.6), .init("Tiêu đề", weight: 2.6),
                    .init("Thời hạn", weight: 0.9), .init("Tài liệu", weight: 0.7, alignment: .right), .init("Quá hạn (ngày)", weight: 0.8, alignment: .right),
                ],
                rows: self.parts.enumerated().map { place, part in
                    [
                        "\(place + 1)", part.line.record.fileCode, part.line.record.title,
                        ArchiveSheet.retention(part.line.record.retention.number), "\(part.package.documents)", "\(part.line.daysLate)",
                    ]
                })),
            .space(8),
            .paragraph(SlipParagraph([.bold("II. GÓI TIN NỘP LƯU (SIP)")])),
        ]
        for (place, part) in self.parts.enumerated() {
            blocks.append(.field(label: "\(place + 1). \(part.package.objectID)", value: "\(part.package.file.sizeBytes) byte; SHA-256: \(ArchiveSheet.grouped(part.package.file.sha256))"))
        }
        blocks += [.space(8), .paragraph(SlipParagraph([.bold("III. MỤC LỤC TÀI LIỆU")]))]
        for part in self.parts {
            blocks.append(.paragraph(SlipParagraph([.bold(part.line.record.fileCode)], spaceBefore: 8)))
            blocks.append(ArchiveSheet.documents(part.documents))
        }
        blocks += [
            .space(12),
            .paragraph(SlipParagraph([SlipRun("Hai bên ký số vào biên bản này. Chữ ký của bên nhận xác nhận đã nhận đủ các gói nêu trên.")])),
        ]
        return try ArchiveSheet.pdf(blocks, title: "Biên bản giao nhận lần \(transfer.ordinal), \(transfer.agencyCode)", at: now)
    }
}
