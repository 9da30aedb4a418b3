/// Why the support of the tests does not work here.
public struct SupportFailure: Error, CustomStringConvertible {
    let message: String

    /// The reason.
    public var description: String { self.message }
}
