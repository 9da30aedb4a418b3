/// Why a text is not a dossier code, or a code cannot be issued.
public enum DossierCodeError: Error, Hashable, Sendable {
    /// The text has no character.
    case empty
    /// The text is longer than any code.
    case tooLong
    /// The text is not three parts joined by hyphens.
    case notThreeParts
    /// The agency's part is not a dotted code of digits and capitals.
    case agencyCodeMalformed
    /// The day is not a real day written `yymmdd`.
    case dayMalformed
    /// The ordinal is not four to seven digits.
    case ordinalMalformed
    /// The ordinal is not in `1...9999999`.
    case ordinalOutOfRange(Int)
    /// A character may not stand in a code.
    case characterNotPermitted(Unicode.Scalar)
}
