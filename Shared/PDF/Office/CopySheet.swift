/// The marks of a copy on paper: drawn below the last part of what is copied, or set as a sheet that is printed behind it where
/// they do not fit.
///
/// Source: Decree 30/2020, appendix I, part II: form, agency, number, place and date, authority, name, recipients.
public struct CopySheet: Hashable, Sendable {
    /// `SAO Y`, `SAO LỤC` or `TRÍCH SAO`.
    public var form: String
    /// Agency that copies.
    public var agency: String
    /// Number and notation of the copy.
    public var notation: String
    /// Place and date, such as `Hồng Sơn, ngày 05 tháng 3 năm 2026`.
    public var placeAndDate: String
    /// What was copied, in words.
    public var source: String
    /// Quyền hạn, chức vụ.
    public var authority: [String]
    /// Name of who certifies.
    public var signer: String
    /// Nơi nhận.
    public var recipients: [String]

    /// Makes a sheet.
    public init(
        form: String, agency: String, notation: String, placeAndDate: String, source: String, authority: [String], signer: String,
        recipients: [String]
    ) {
        self.form = form
        self.agency = agency
        self.notation = notation
        self.placeAndDate = placeAndDate
        self.source = source
        self.authority = authority
        self.signer = signer
        self.recipients = recipients
    }

    /// The sheet with the layout of the decree.
    public var document: SlipDocument {
        var agency = SlipParagraph.centred(self.agency.uppercased(), bold: true, fontSize: 12)
        agency.underlineShare = 0.4
        var left = [SlipParagraph([SlipRun("Nơi nhận:", .boldItalic)], fontSize: 12, spaceBefore: 0)]
        for (index, name) in self.recipients.enumerated() {
            let stop = index == self.recipients.count - 1 ? "." : ";"
            left.append(SlipParagraph([SlipRun("- \(name)\(stop)")], fontSize: 11, spaceBefore: 0))
        }
        var right = self.authority.map { SlipParagraph.centred($0.uppercased(), bold: true, fontSize: 13) }
        var room = SlipParagraph([], alignment: .centre, spaceBefore: 0)
        room.keepsFree = 85
        right.append(room)
        right.append(.centred(self.signer, bold: true, fontSize: 13))
        return SlipDocument(
            paper: .a4,
            blocks: [
                .columns(left: [agency], right: [.centred(self.form, bold: true, fontSize: 14)], leftShare: 0.45),
                .columns(
                    left: [.centred("Số: \(self.notation)", fontSize: 13, spaceBefore: 6)],
                    right: [SlipParagraph([.italic(self.placeAndDate)], alignment: .centre, fontSize: 13, spaceBefore: 6)], leftShare: 0.45),
                .paragraph(.centred(self.source, fontSize: 13, spaceBefore: 8)), .space(10),
                .columns(left: left, right: right, leftShare: 0.45),
            ])
    }
}
