/// A file to be manipulated is not what the manipulation counts on.
public struct ManipulationFailure: Error {
    /// What is missing.
    public let reason: String

    /// Makes the error.
    public init(reason: String) { self.reason = reason }
}
