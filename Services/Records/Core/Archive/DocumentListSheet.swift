import Clocks
import PDF
import RecordsDomain

/// The list of the documents of a record, as PDF/A (Decree 30/2020/NĐ-CP, appendix V).
struct DocumentListSheet {
    let record: WorkRecord
    /// Place, number and notation, day, title, pages.
    let rows: [[String]]

    func pdf(at now: UTCInstant) throws -> [UInt8] {
        let blocks =
            ArchiveSheet.head(self.record.agencyCode, title: "MỤC LỤC VĂN BẢN, TÀI LIỆU", subtitle: self.record.fileCode)
            + [.field(label: "Tiêu đề", value: self.record.title), .space(8), ArchiveSheet.documents(self.rows)]
        return try ArchiveSheet.pdf(blocks, title: "Mục lục \(self.record.fileCode)", at: now)
    }
}
