public import Clocks

/// Handing closed records to the archive, with minutes that both sides sign (R46, R48; Circular 05/2025/TT-BNV, articles 17 to 25).
public struct ArchiveTransfer: Hashable, Sendable {
    /// Id.
    public let id: Identifier
    /// Agency that hands over, by code.
    public let agencyCode: String
    /// Its name, as the minutes have it.
    public let agencyName: String
    /// Archive, by code; it stands before the file code in `arcFileCode`.
    public let archiveCode: String
    /// Its name.
    public let archiveName: String
    /// Mã phông.
    public let fondsCode: String
    /// Ordinal among the agency's transfers of the year, from 1.
    public let ordinal: Int
    /// Who opened it.
    public let openedBy: String
    /// When.
    public let openedAt: UTCInstant
    /// How far it has come.
    public private(set) var state: TransferState
    /// The minutes; nil while packing.
    public private(set) var minutes: StoredBlob?
    /// The minutes with the giver's signature.
    public private(set) var giverMinutes: StoredBlob?
    /// Who signed for the giver; empty = nobody.
    public private(set) var giverCode: String
    /// The minutes with both signatures.
    public private(set) var signedMinutes: StoredBlob?
    /// Who signed for the archive; empty = nobody.
    public private(set) var receiverCode: String
    /// Who decided; empty = nobody.
    public private(set) var decidedBy: String
    /// Why it was returned.
    public private(set) var reason: String

    /// Opens a transfer.
    ///
    /// - Throws: ``RecordsRefusal/missing(_:)`` or ``RecordsRefusal/badValue(_:_:)`` naming the value;
    ///   ``RecordsRefusal/noOfficer``.
    public init(
        opening id: Identifier, agencyCode: String, agencyName: String, archiveCode: String, archiveName: String, fondsCode: String,
        ordinal: Int, by officerCode: String, at now: UTCInstant
    ) throws(RecordsRefusal) {
        guard !officerCode.isEmpty else { throw .noOfficer }
        for (name, value, most) in [
            ("agencyCode", agencyCode, 64), ("agencyName", agencyName, 200), ("archiveCode", archiveCode, 30),
            ("archiveName", archiveName, 200), ("fondsCode", fondsCode, 64),
        ] {
            guard !value.isEmpty else { throw .missing(name) }
            guard value.count <= most else { throw .badValue(name, "≤ \(most)") }
        }
        self.init(
            loading: id, agencyCode: agencyCode, agencyName: agencyName, archiveCode: archiveCode, archiveName: archiveName,
            fondsCode: fondsCode, ordinal: ordinal, openedBy: officerCode, openedAt: now, state: .packing, minutes: nil,
            giverMinutes: nil, giverCode: "", signedMinutes: nil, receiverCode: "", decidedBy: "", reason: "")
    }

    /// A transfer as stored.
    public init(
        loading id: Identifier, agencyCode: String, agencyName: String, archiveCode: String, archiveName: String, fondsCode: String,
        ordinal: Int, openedBy: String, openedAt: UTCInstant, state: TransferState, minutes: StoredBlob?, giverMinutes: StoredBlob?,
        giverCode: String, signedMinutes: StoredBlob?, receiverCode: String, decidedBy: String, reason: String
    ) {
        self.id = id
        self.agencyCode = agencyCode
        self.agencyName = agencyName
        self.archiveCode = archiveCode
        self.archiveName = archiveName
        self.fondsCode = fondsCode
        self.ordinal = ordinal
        self.openedBy = openedBy
        self.openedAt = openedAt
        self.state = state
        self.minutes = minutes
        self.giverMinutes = giverMinutes
        self.giverCode = giverCode
        self.signedMinutes = signedMinutes
        self.receiverCode = receiverCode
        self.decidedBy = decidedBy
        self.reason = reason
    }

    /// Every package is made and the minutes name them.
    ///
    /// - Returns: Whether this changed anything.
    public mutating func minuted(_ minutes: StoredBlob) -> Bool {
        guard self.state == .packing else { return false }
        self.minutes = minutes
        self.state = .minuted
        return true
    }

    /// The minutes that the next signature goes on, and whose turn it is; nil = nobody signs now.
    public var toSign: StoredBlob? {
        switch self.state {
        case .minuted: self.minutes
        case .giverSigned: self.giverMinutes
        case .packing, .bothSigned, .accepted, .returned: nil
        }
    }

    /// One side's signature was judged and found valid.
    ///
    /// - Throws: ``RecordsRefusal/badValue(_:_:)`` when it is not that side's turn, or one person signs for both.
    public mutating func sign(_ minutes: StoredBlob, asGiver: Bool, by officerCode: String) throws(RecordsRefusal) {
        guard !officerCode.isEmpty else { throw .noOfficer }
        switch (self.state, asGiver) {
        case (.minuted, true):
            self.giverMinutes = minutes
            self.giverCode = officerCode
            self.state = .giverSigned
        case (.giverSigned, false):
            guard officerCode != self.giverCode, officerCode != self.openedBy else { throw .badValue("officerCode", officerCode) }
            self.signedMinutes = minutes
            self.receiverCode = officerCode
            self.state = .bothSigned
        default: throw .badValue("side", self.state.rawValue)
        }
    }

    /// The archive takes the records over.
    ///
    /// - Throws: ``RecordsRefusal/badValue(_:_:)`` before both sides have signed, or by the giver.
    public mutating func accept(by officerCode: String) throws(RecordsRefusal) {
        guard !officerCode.isEmpty else { throw .noOfficer }
        guard self.state == .bothSigned else { throw .badValue("state", self.state.rawValue) }
        guard officerCode != self.giverCode, officerCode != self.openedBy else { throw .badValue("officerCode", officerCode) }
        self.decidedBy = officerCode
        self.state = .accepted
    }

    /// The archive sends the records back.
    ///
    /// - Throws: ``RecordsRefusal/badValue(_:_:)`` after it was decided; ``RecordsRefusal/missing(_:)`` without a reason of 10 to
    ///   500 characters.
    public mutating func giveBack(_ reason: String, by officerCode: String) throws(RecordsRefusal) {
        guard !officerCode.isEmpty else { throw .noOfficer }
        guard self.state != .accepted, self.state != .returned else { throw .badValue("state", self.state.rawValue) }
        guard (10...500).contains(reason.count) else { throw .missing("reason (10–500)") }
        self.reason = reason
        self.decidedBy = officerCode
        self.state = .returned
    }
}
