import DigitizationDomain

/// What became of a paper that was to be taken in.
enum PaperInsertion: Hashable, Sendable {
    /// It is new.
    case inserted
    /// The key was used before, for the same request.
    case replayed(Paper)
    /// The key was used before, for another request.
    case keyReused
}
