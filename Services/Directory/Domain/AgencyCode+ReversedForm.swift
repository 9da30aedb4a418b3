extension AgencyCode {
    /// The widths of the groups of the old form, narrowest body first: `000.00.01.H22`.
    private static let reversedWidths = [3, 2, 2, 3]

    /// Reads the old form of fixed width, in which the groups stand in reverse and zeros mean "none" (R2).
    ///
    /// `000.00.01.H22` is `H22.01`. A zero group between two used ones has no meaning and is refused, because the
    /// way back would give another code.
    ///
    /// - Throws: ``AgencyCodeError/notReversedForm``, or what ``init(_:)`` throws for the text.
    public init(reversed text: String) throws(AgencyCodeError) {
        let groups = try AgencyCode(text).groups
        guard groups.count == Self.reversedWidths.count,
            zip(groups, Self.reversedWidths).allSatisfy({ $0.utf8.count == $1 }),
            groups.dropLast().allSatisfy(Self.isDigits), let top = groups.last, Self.isTop(top)
        else {
            throw .notReversedForm
        }
        let used = groups.drop { Self.isZero($0) }
        guard !used.contains(where: { Self.isZero($0) }) else {
            throw .notReversedForm
        }
        self = try AgencyCode(used.reversed().joined(separator: "."))
    }

    /// The old form of this code, or `nil` when the code does not fit its four groups of fixed width.
    public var reversed: String? {
        let missing = Self.reversedWidths.count - self.groups.count
        guard missing >= 0, let top = self.groups.first, Self.isTop(top) else {
            return nil
        }
        let padding = Self.reversedWidths.prefix(missing).map { String(repeating: "0", count: $0) }
        let text = (padding + self.groups.reversed()).joined(separator: ".")
        // Only what reads back as this code is its old form: `H23.10.5` has none.
        guard let back = try? AgencyCode(reversed: text), back == self else {
            return nil
        }
        return text
    }

    private static func isTop(_ group: String) -> Bool {
        let scalars = Array(group.unicodeScalars)
        guard scalars.count == 3, ("A"..."Z").contains(scalars[0]) else {
            return false
        }
        return self.isDigits(String(group.dropFirst()))
    }

    private static func isDigits(_ group: String) -> Bool {
        group.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
    }

    private static func isZero(_ group: String) -> Bool {
        group.unicodeScalars.allSatisfy { $0 == "0" }
    }
}
