import Clocks
import DigitizationDomain

/// A paper a worker has taken, until its lease ends.
struct RecognitionJob: Hashable, Sendable {
    let paperID: Identifier
    /// Which attempt this is, from 1.
    let attempt: Int
    /// Number of the claim; tells this holder of the job from every other one.
    let claim: Int64
}
