/// The identification code of an agency: groups of digits and capitals, separated by dots, such as `H22.01`.
///
/// Groups have no fixed width; the parent is found by dropping the last group and never by cutting characters (R1).
public struct AgencyCode: Hashable, Sendable {
    /// The most characters a code may have, dots included.
    public static let maximumLength = 35

    /// The groups from the widest body to the narrowest, never empty.
    public let groups: [String]

    /// Reads a code in its dotted form.
    ///
    /// - Throws: ``AgencyCodeError`` saying what is wrong with the text.
    public init(_ text: String) throws(AgencyCodeError) {
        guard !text.isEmpty else {
            throw .empty
        }
        // Every permitted character is one byte, so a longer text in bytes is too long or not permitted.
        guard text.utf8.count <= Self.maximumLength else {
            throw .tooLong
        }
        for character in text.unicodeScalars where !Self.isPermitted(character) {
            throw .characterNotPermitted(character)
        }
        let groups = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard groups.allSatisfy({ !$0.isEmpty }) else {
            throw .emptyGroup
        }
        self.groups = groups
    }

    /// Makes a code of groups that were checked before.
    private init(checked groups: [String]) {
        self.groups = groups
    }

    /// The code of the body above, or `nil` at the top.
    public var parent: AgencyCode? {
        self.groups.count > 1 ? AgencyCode(checked: Array(self.groups.dropLast())) : nil
    }

    /// Tells whether this is the other code or lies below it.
    public func isWithin(_ other: AgencyCode) -> Bool {
        self.groups.starts(with: other.groups)
    }

    private static func isPermitted(_ character: Unicode.Scalar) -> Bool {
        switch character {
        case "0"..."9", "A"..."Z", ".": true
        default: false
        }
    }
}

extension AgencyCode: CustomStringConvertible {
    /// The dotted form, such as `H22.01`.
    public var description: String {
        self.groups.joined(separator: ".")
    }
}

extension AgencyCode: Comparable {
    /// Orders codes so that a body comes before what lies below it.
    public static func < (lhs: AgencyCode, rhs: AgencyCode) -> Bool {
        lhs.groups.lexicographicallyPrecedes(rhs.groups)
    }
}
