public import ServiceKit
import Clocks
import Synchronization

/// The directory as far as rights ask it: officers whose codes tell their roles, who can leave, and it can be out of reach.
///
/// The first two letters are the role: QT administrator, CT, GD and CB leader, TP unit head, VT clerk, TT inspector, any other
/// officer. Everybody holds a post in every agency of the roster until the officer leaves.
public final class Roster: Sendable {
    private let left: Mutex<Set<String>> = Mutex([])
    private let isReachable = Mutex(true)
    private let agencies: [String]

    /// Makes a roster of these agencies.
    public init(agencies: [String]) { self.agencies = agencies }

    /// The officer holds no post any more.
    public func leave(_ officer: String) { self.left.withLock { _ = $0.insert(officer) } }

    /// It cannot be asked from now on, or can again.
    public func answer(_ isReachable: Bool) { self.isReachable.withLock { $0 = isReachable } }

    /// What the services ask.
    public var posts: OfficerPosts {
        OfficerPosts { officer, _ in
            guard self.isReachable.withLock({ $0 }) else {
                throw HosoFailure(code: .unavailable, messageVi: "Danh bạ không trả lời.", messageEn: "The directory is away.")
            }
            guard !self.left.withLock({ $0.contains(officer) }) else { return [] }
            return self.agencies.map { OfficerPost(agency: $0, role: Self.role(of: officer)) }
        }
    }

    private static func role(of officer: String) -> String {
        switch officer.prefix(2) {
        case "QT": "administrator"
        case "CT", "GD", "CB": "leader"
        case "TP": "unitHead"
        case "VT": "clerk"
        case "TT": "inspector"
        default: "officer"
        }
    }
}
