/// All faults of the procedures handed in; nothing was taken over.
public struct CatalogueFaults: Error, Hashable, Sendable {
    /// The faults, at least one.
    public let faults: [CatalogueFault]

    /// Makes the error.
    public init(faults: [CatalogueFault]) {
        self.faults = faults
    }
}
