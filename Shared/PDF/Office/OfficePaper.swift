/// An administrative document as it is set: its components, not where they stand.
///
/// Source: Decree 30/2020, article 8 and appendix I. Number and date are blanks that ``PDFBlanks`` fills in after the personal
/// signature.
public struct OfficePaper: Hashable, Sendable {
    /// A part of the text.
    public enum Block: Hashable, Sendable {
        /// A line of its own in the middle, bold: «Chương I», «QUYẾT ĐỊNH:».
        case centred(String)
        /// A heading at the indent, bold: «I. Tình hình».
        case heading(String)
        /// A paragraph; the lead is bold and stands before the text: «Điều 1. ».
        case paragraph(lead: String, text: String)
        /// A ruled table.
        case table(SlipTable)
    }

    /// An annex in the same file; it begins on a new page and is not signed apart.
    public struct Annex: Hashable, Sendable {
        /// «Phụ lục», or «Phụ lục I» of several.
        public var name: String
        /// Title.
        public var title: String
        /// Text.
        public var blocks: [Block]

        /// Makes an annex.
        public init(name: String, title: String, blocks: [Block]) {
            self.name = name
            self.title = title
            self.blocks = blocks
        }
    }

    /// Names of the blanks and of the place of the personal signature.
    public enum Place {
        /// Number and notation.
        public static let number = "so_ky_hieu"
        /// Place and date.
        public static let date = "dia_danh_thoi_gian"
        /// Where the personal signature is shown, between title and name.
        public static let signature = "chu_ky"
    }

    /// The agency above; empty for none.
    public var parentAgency: String
    /// The issuing agency.
    public var agency: String
    /// What stands behind the number, such as `/QĐ-UBND`.
    public var notation: String
    /// Place that stands before the date.
    public var place: String
    /// Year that the blank date shows.
    public var year: Int
    /// Mark of urgency, such as `KHẨN`; empty for none.
    public var urgency: String
    /// Name of the type; empty for an official letter, whose summary stands below the number.
    public var typeName: String
    /// Trích yếu.
    public var subject: String
    /// Kính gửi.
    public var addressees: [String]
    /// Căn cứ, one paragraph each.
    public var basis: [String]
    /// The text.
    public var blocks: [Block]
    /// Quyền hạn, chức vụ: lines above the signature.
    public var authority: [String]
    /// Name of the signer.
    public var signer: String
    /// Nơi nhận, without the hyphens before and the stops behind.
    public var recipients: [String]
    /// Address, telephone and mail of the agency, at the foot of the first page.
    public var contact: [String]
    /// Annexes in the same file.
    public var annexes: [Annex]

    /// Makes a document.
    public init(
        parentAgency: String, agency: String, notation: String, place: String, year: Int, urgency: String = "", typeName: String,
        subject: String, addressees: [String] = [], basis: [String] = [], blocks: [Block], authority: [String], signer: String,
        recipients: [String], contact: [String] = [], annexes: [Annex] = []
    ) {
        self.parentAgency = parentAgency
        self.agency = agency
        self.notation = notation
        self.place = place
        self.year = year
        self.urgency = urgency
        self.typeName = typeName
        self.subject = subject
        self.addressees = addressees
        self.basis = basis
        self.blocks = blocks
        self.authority = authority
        self.signer = signer
        self.recipients = recipients
        self.contact = contact
        self.annexes = annexes
    }

    /// What the blanks show of a number and a date.
    ///
    /// - Parameters:
    ///   - number: Number and notation, such as `05/QĐ-UBND`.
    ///   - place: Place before the date.
    ///   - date: Date of the document.
    public static func values(number: String, place: String, year: Int, month: Int, day: Int) -> [String: String] {
        // Days below 10 and the months 1 and 2 take a zero (appendix I, part I, II.4).
        let day = day < 10 ? "0\(day)" : "\(day)"
        let month = month < 3 ? "0\(month)" : "\(month)"
        return [Place.number: "Số: \(number)", Place.date: "\(place), ngày \(day) tháng \(month) năm \(year)"]
    }
}
