/// Why a text is not an agency code.
public enum AgencyCodeError: Error, Hashable, Sendable {
    /// The text has no character.
    case empty
    /// The text is longer than 35 characters.
    case tooLong
    /// A character is not one of `0–9`, `A–Z` and `.`.
    case characterNotPermitted(Unicode.Scalar)
    /// Two dots stand together, or a dot stands at an end.
    case emptyGroup
    /// The text is not the old reversed form `000.00.01.H22`.
    case notReversedForm
}
