import Clocks
import PDF

/// What the papers of the archive share: their head, and how they become PDF/A.
enum ArchiveSheet {
    /// The head of an official paper (Decree 30/2020/NĐ-CP, appendix I).
    static func head(_ agencyName: String, title: String, subtitle: String) -> [SlipBlock] {
        [
            .columns(
                left: [.centred(agencyName.uppercased(), bold: true, fontSize: 11)],
                right: [
                    .centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold: true, fontSize: 11),
                    .centred("Độc lập - Tự do - Hạnh phúc", bold: true, fontSize: 11, underlined: true),
                ], leftShare: 0.4),
            .space(12),
            .paragraph(.centred(title, bold: true, fontSize: 14)),
            .paragraph(.centred(subtitle, fontSize: 12)),
            .space(8),
        ]
    }

    static func pdf(_ blocks: [SlipBlock], title: String, at now: UTCInstant) throws -> [UInt8] {
        try SlipWriter(fonts: SlipFonts.liberationSerif()).write(
            SlipDocument(paper: .a4, fontSize: 12, blocks: blocks), PDFAMetadata(title: title, createdAt: now))
    }

    /// A digest in groups, so that it fits a narrow column.
    static func grouped(_ digest: [UInt8]) -> String {
        let digits = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
        return stride(from: 0, to: digits.count, by: 4).map { digits[$0..<min($0 + 4, digits.count)].joined() }.joined(separator: " ")
    }

    /// A list of documents: place, number and notation, day, title, pages.
    static func documents(_ rows: [[String]]) -> SlipBlock {
        .table(SlipTable(
            columns: [
                .init("Số", weight: 0.5, alignment: .centre), .init("Số, ký hiệu", weight: 1.4), .init("Ngày", weight: 1),
                .init("Trích yếu", weight: 3.4), .init("Trang", weight: 0.6, alignment: .right),
            ], rows: rows))
    }

    static func retention(_ years: Int) -> String { years == 0 ? "Vĩnh viễn" : "\(years) năm" }
}
