public import Clocks

/// What form 01, «Giấy tiếp nhận hồ sơ và hẹn trả kết quả», says.
///
/// Source: TT 01/2018/TT-VPCP, annex, form 01, as continued by TT 03/2025.
public struct ReceiptSlip: Hashable, Sendable {
    /// A paper that was handed in.
    public struct Component: Hashable, Sendable {
        /// What it is.
        public let name: String
        /// How it came: `Bản chính: 1; bản sao: 2`, `Dùng lại từ kho`, …
        public let form: String

        /// Makes a component.
        public init(name: String, form: String) {
            self.name = name
            self.form = form
        }
    }

    /// The agency above, such as `ỦY BAN NHÂN DÂN TỈNH HỒNG SƠN`.
    public var parentAgency: String
    /// The desk that took the dossier.
    public var desk: String
    /// The dossier's code.
    public var dossierCode: String
    /// Where the slip was made, as it stands before the date.
    public var place: String
    /// Who handed the dossier in.
    public var applicant: String
    /// The applicant's address, telephone number and mail address, as far as they are known.
    public var address: String?
    /// The telephone number.
    public var telephone: String?
    /// The mail address.
    public var email: String?
    /// What is asked for: the procedure.
    public var procedure: String
    /// The papers.
    public var components: [Component]
    /// Sets of papers.
    public var sets: Int
    /// The time the procedure takes by law, in words.
    public var processingTime: String
    /// When the dossier was taken.
    public var receivedAt: UTCInstant
    /// When the result is due; `nil` where none is promised.
    public var dueAt: UTCInstant?
    /// Where the result is handed out.
    public var returnPlace: String
    /// The officer who took the dossier.
    public var officer: String
    /// What the QR code holds.
    public var codePayload: String

    /// Makes a slip.
    public init(
        parentAgency: String, desk: String, dossierCode: String, place: String, applicant: String, address: String? = nil,
        telephone: String? = nil, email: String? = nil, procedure: String, components: [Component], sets: Int = 1,
        processingTime: String, receivedAt: UTCInstant, dueAt: UTCInstant?, returnPlace: String, officer: String, codePayload: String
    ) {
        self.parentAgency = parentAgency
        self.desk = desk
        self.dossierCode = dossierCode
        self.place = place
        self.applicant = applicant
        self.address = address
        self.telephone = telephone
        self.email = email
        self.procedure = procedure
        self.components = components
        self.sets = sets
        self.processingTime = processingTime
        self.receivedAt = receivedAt
        self.dueAt = dueAt
        self.returnPlace = returnPlace
        self.officer = officer
        self.codePayload = codePayload
    }
}
