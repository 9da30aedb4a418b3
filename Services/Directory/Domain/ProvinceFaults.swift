/// All contradictions found in the data of a province; nothing was taken over.
public struct ProvinceFaults: Error, Hashable, Sendable {
    /// The contradictions, at least one.
    public let faults: [ProvinceFault]

    /// Makes the error.
    public init(faults: [ProvinceFault]) {
        self.faults = faults
    }
}
