/// Everything wrong with what a caller sent, found at once.
public struct InputFaults: Error, Hashable, Sendable {
    /// At least one.
    public let faults: [InputFault]

    /// Makes an error of some faults.
    public init(_ faults: [InputFault]) { self.faults = faults }
}
