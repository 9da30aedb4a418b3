import DigitizationDomain

/// A paper with the progress of its recognition.
struct WatchedPaper: Hashable, Sendable {
    let paper: Paper
    let pagesDone: Int
    let pagesTotal: Int
}
