import Archive
import Clocks
import PDF
import RecordsDomain

/// The sheet that goes with a package for use: eleven items and the mark of a copy.
///
/// Source: Circular 05/2025/TT-BNV, article 42.
struct UseCertificate {
    let request: UseRequest
    let record: WorkRecord
    let parties: RecordPackager.Parties
    /// `mets/@OBJID` of the package.
    let package: String

    func pdf(at now: UTCInstant) throws -> [UInt8] {
        let code = PackageFields.code(self.record, kind: .use, archiveCode: self.parties.archiveCode)
        var blocks: [SlipBlock] = [.paragraph(SlipParagraph([.bold("BẢN SAO")], alignment: .right, fontSize: 10))]
        blocks += ArchiveSheet.head(self.parties.agencyName, title: "VĂN BẢN XÁC THỰC BẢN SAO TÀI LIỆU LƯU TRỮ SỐ", subtitle: self.request.code)
        blocks += [
            .field(label: "Mã xác thực", value: self.package),
            .field(label: "Cơ quan lưu trữ", value: "\(self.parties.agencyName) (\(self.parties.archiveCode))"),
            .field(label: "Người nhận", value: self.request.receiverName),
            .field(label: "Mã lưu trữ của tài liệu gốc", value: code),
            .field(label: "Số, ký hiệu", value: self.record.planNotation.isEmpty ? self.record.fileCode : self.record.planNotation),
            .field(label: "Loại", value: "Hồ sơ"),
            .field(label: "Trích yếu", value: self.record.title),
            .field(label: "Mục đích", value: "\(self.request.purpose) \(self.request.purposeContent)"),
            .field(label: "Ngày cấp", value: now.vietnamDate.display),
            .field(label: "Thời hạn sử dụng", value: self.request.expiresOn.display),
            .field(label: "Số bản", value: "01"),
        ]
        return try ArchiveSheet.pdf(blocks, title: "Xác thực bản sao \(self.request.code)", at: now)
    }
}
