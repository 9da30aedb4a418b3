public import Clocks

/// The code under which a dossier is known to everybody, such as `H15.50.05.13-261008-0975` (R10).
///
/// Codes issued elsewhere, by the national portal or a ministry, are kept as they came and never renumbered (R11).
public struct DossierCode: Hashable, Sendable {
    /// The highest ordinal that seven digits can tell.
    public static let highestOrdinal = 9_999_999

    /// The most characters a code from elsewhere may have.
    public static let maximumForeignLength = 64

    /// The code as printed.
    public let text: String

    /// Makes the code an agency issues: agency code, day of receipt, ordinal of the day.
    ///
    /// The ordinal has four digits and widens when a day has more than 9,999 dossiers.
    ///
    /// - Throws: ``DossierCodeError`` when the agency code has no permitted form or the ordinal is out of range.
    public init(issuedBy agencyCode: String, on day: VietnamDate, ordinal: Int) throws(DossierCodeError) {
        guard Self.isAgencyCode(agencyCode) else {
            throw .agencyCodeMalformed
        }
        guard (1...Self.highestOrdinal).contains(ordinal) else {
            throw .ordinalOutOfRange(ordinal)
        }
        let digits = String(ordinal)
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        self.text = "\(agencyCode)-\(day.yymmdd)-\(padding)\(digits)"
    }

    /// Reads a code of the form `{agency code}-{yymmdd}-{ordinal of 4 to 7 digits}`.
    ///
    /// - Throws: ``DossierCodeError`` saying which part is wrong.
    public init(_ text: String) throws(DossierCodeError) {
        guard text.utf8.count <= Self.maximumForeignLength else {
            throw .tooLong
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else {
            throw .notThreeParts
        }
        guard Self.isAgencyCode(parts[0]) else {
            throw .agencyCodeMalformed
        }
        guard Self.isDay(parts[1]) else {
            throw .dayMalformed
        }
        guard (4...7).contains(parts[2].utf8.count), Self.isDigits(parts[2]) else {
            throw .ordinalMalformed
        }
        self.text = text
    }

    /// Takes over a code issued elsewhere, whatever its inner form (R11).
    ///
    /// - Throws: ``DossierCodeError/empty``, ``DossierCodeError/tooLong`` or
    ///   ``DossierCodeError/characterNotPermitted(_:)``; letters, digits, `.`, `-`, `_` and `/` are permitted.
    public init(foreign text: String) throws(DossierCodeError) {
        guard !text.isEmpty else {
            throw .empty
        }
        guard text.utf8.count <= Self.maximumForeignLength else {
            throw .tooLong
        }
        for scalar in text.unicodeScalars where !Self.isPermittedForeign(scalar) {
            throw .characterNotPermitted(scalar)
        }
        self.text = text
    }

    private static func isAgencyCode(_ text: String) -> Bool {
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        return !text.isEmpty && text.utf8.count <= 35
            && groups.allSatisfy { group in
                !group.isEmpty
                    && group.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || ("A"..."Z").contains($0) }
            }
    }

    private static func isDay(_ text: String) -> Bool {
        guard text.utf8.count == 6, Self.isDigits(text), let value = Int(text) else {
            return false
        }
        return VietnamDate(year: 2_000 + value / 10_000, month: value / 100 % 100, day: value % 100) != nil
    }

    private static func isDigits(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
    }

    private static func isPermittedForeign(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z", ".", "-", "_", "/": true
        default: false
        }
    }
}

extension DossierCode: CustomStringConvertible {
    /// The code as printed.
    public var description: String { self.text }
}
