public import Clocks

/// What describes a record beyond its plan entry.
public struct RecordDetails: Hashable, Sendable {
    /// Officer who keeps it (người lập hồ sơ), by code; empty = not yet known.
    public var keeper = ""
    /// Language.
    public var language = ""
    /// Chế độ sử dụng.
    public var accessMode = ""
    /// Where its paper part stands: kho/giá/hộp; empty = none.
    public var shelfPlace = ""
    /// The day on which the work ended; nil while it runs.
    public var endedOn: VietnamDate?
    /// What has happened of the conditions that end the work.
    public var happened: Set<ClosingCondition> = []
    /// Whether it was taken out of the count (R46): an exclusion on the ledger says by whom and why.
    public var excluded = false
    /// Why it is frozen (R54); empty = it is not.
    public var hold = ""
    /// The last day until which it is kept back from the archive in writing; nil = it is not.
    public var keptBackUntil: VietnamDate?
    /// The day on which the archive took it over; nil before.
    public var archivedOn: VietnamDate?

    /// Details of which nothing is known.
    public init() {}

    /// Whether a field says something; the title is the record's own.
    func has(_ field: RecordField) -> Bool {
        switch field {
        case .title: true
        case .keeper: !self.keeper.isEmpty
        case .language: !self.language.isEmpty
        case .accessMode: !self.accessMode.isEmpty
        case .endDate: self.endedOn != nil
        case .shelfPlace: !self.shelfPlace.isEmpty
        }
    }
}
