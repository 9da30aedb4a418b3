/// What one service's process may take before something is wrong with it (I13).
struct ProcessBudget: Hashable, Sendable {
    /// Resident memory. Unit: bytes.
    var memoryBytes: UInt64 = 1 << 30
    /// Open descriptors.
    var descriptors = 512
    /// Messages in one queue.
    var queuedMessages = 100_000
}
