import Clocks
import DigitizationDomain

/// A paper a worker has taken, until its lease ends.
struct RecognitionJob: Hashable, Sendable {
    let paperID: Identifier
    /// Which attempt this is, from 1. It also tells this holder of the job from a later one.
    let attempt: Int
}
