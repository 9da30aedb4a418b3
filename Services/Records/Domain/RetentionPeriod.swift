/// How long a record is kept (thời hạn bảo quản).
public enum RetentionPeriod: Hashable, Sendable {
    /// Vĩnh viễn.
    case permanent
    /// So many years from closing. Range: `1...70`.
    case years(Int)

    /// Reads the number on the wire and in the database, where 0 means permanent; nil outside `0...70`.
    public init?(number: Int) {
        switch number {
        case 0: self = .permanent
        case 1...70: self = .years(number)
        default: return nil
        }
    }

    /// The number on the wire and in the database.
    public var number: Int {
        switch self {
        case .permanent: 0
        case .years(let count): count
        }
    }
}
