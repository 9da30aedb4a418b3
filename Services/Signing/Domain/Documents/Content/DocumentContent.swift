/// What a document says as structured text; every character is set as it is, nothing is markup.
///
/// Source: Decree 30/2020, article 8: the main components and annexes. Type, summary and urgency stand in ``DocumentHead``,
/// number and date are given later.
public struct DocumentContent: Hashable, Codable, Sendable {
    /// A part of the text.
    public struct Block: Hashable, Codable, Sendable {
        /// How a part is set.
        public enum Kind: String, CaseIterable, Codable, Sendable {
            /// A bold line in the middle.
            case centred
            /// A bold line at the indent.
            case heading
            /// A paragraph; its lead is bold.
            case paragraph
            /// A ruled table.
            case table
        }

        /// A column of a table.
        public struct Column: Hashable, Codable, Sendable {
            /// Heading.
            public var title: String
            /// Share of the width, from 1.
            public var weight: Int

            /// Makes a column.
            public init(title: String, weight: Int) {
                self.title = title
                self.weight = weight
            }
        }

        /// How it is set.
        public var kind: Kind
        /// Bold words before the text of a paragraph.
        public var lead: String
        /// Text; empty for a table.
        public var text: String
        /// Columns of a table.
        public var columns: [Column]
        /// Cells of a table, row by row.
        public var rows: [[String]]

        /// Makes a part.
        public init(kind: Kind, lead: String = "", text: String = "", columns: [Column] = [], rows: [[String]] = []) {
            self.kind = kind
            self.lead = lead
            self.text = text
            self.columns = columns
            self.rows = rows
        }
    }

    /// An annex in the same file.
    public struct Annex: Hashable, Codable, Sendable {
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

    /// Name of the agency above; empty for none.
    public var parentAgency: String
    /// Name of the issuing agency.
    public var agency: String
    /// Place before the date.
    public var place: String
    /// Kính gửi.
    public var addressees: [String]
    /// Căn cứ.
    public var basis: [String]
    /// Text.
    public var blocks: [Block]
    /// Quyền hạn, chức vụ, line by line.
    public var authority: [String]
    /// Full name of the signer.
    public var signerName: String
    /// Nơi nhận; the last is where it is filed.
    public var recipients: [String]
    /// Contact data at the foot of the first page.
    public var contact: [String]
    /// Annexes in the same file.
    public var annexes: [Annex]
    /// Whether titles before the signer's name are usual in the branch.
    public var titlesUsual: Bool

    /// Makes a content.
    public init(
        parentAgency: String, agency: String, place: String, addressees: [String] = [], basis: [String] = [], blocks: [Block],
        authority: [String], signerName: String, recipients: [String], contact: [String] = [], annexes: [Annex] = [],
        titlesUsual: Bool = false
    ) {
        self.parentAgency = parentAgency
        self.agency = agency
        self.place = place
        self.addressees = addressees
        self.basis = basis
        self.blocks = blocks
        self.authority = authority
        self.signerName = signerName
        self.recipients = recipients
        self.contact = contact
        self.annexes = annexes
        self.titlesUsual = titlesUsual
    }
}
