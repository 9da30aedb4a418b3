public import Clocks

/// What a value looks like.
public enum FieldForm: Hashable, Sendable {
    /// Any text.
    case text(most: Int)
    /// Digits only.
    case number(most: Int)
    /// `DD/MM/YYYY`; in archival packages also `MM/YYYY` and `YYYY`.
    case date
    /// `0` or `1`.
    case flag
    /// One code of a list.
    case code(CodeList)
    /// One or more codes of a list, divided by `;`.
    case codes(CodeList)

    /// Why a value does not fit; nil = it fits. Empty values are judged elsewhere.
    public func fault(in value: String) -> String? {
        switch self {
        case .text(let most):
            value.unicodeScalars.count <= most ? nil : "\(value.unicodeScalars.count) > \(most)"
        case .number(let most):
            !value.isEmpty && value.utf8.count <= most && value.utf8.allSatisfy { (0x30...0x39).contains($0) } ? nil : "0–9, ≤ \(most)"
        case .date:
            Self.isDate(value) ? nil : "DD/MM/YYYY"
        case .flag:
            value == "0" || value == "1" ? nil : "0, 1"
        case .code(let list):
            list.contains(value) ? nil : list.entries.map(\.code).joined(separator: ", ")
        case .codes(let list):
            value.split(separator: ";", omittingEmptySubsequences: false).allSatisfy { list.contains(String($0)) }
                ? nil : list.entries.map(\.code).joined(separator: ", ")
        }
    }

    /// The day a value names; nil = it names none, or only a month or a year.
    public static func day(_ value: String) -> VietnamDate? {
        let parts = value.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0].utf8.count == 2, parts[1].utf8.count == 2, parts[2].utf8.count == 4 else { return nil }
        return VietnamDate(iso8601: "\(parts[2])-\(parts[1])-\(parts[0])")
    }

    private static func isDate(_ value: String) -> Bool {
        switch value.utf8.count {
        case 10: self.day(value) != nil
        case 7: self.day("01/" + value) != nil
        case 4: self.day("01/01/" + value) != nil
        default: false
        }
    }
}
