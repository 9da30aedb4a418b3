/// One thing that must be in order before a service may be used.
public struct ReadinessCheck: Sendable {
    /// A short stable name, shown by `/readyz?verbose`.
    public let name: String
    /// Returns when all is well; what it throws is shown by its safe description.
    public let check: @Sendable () async throws -> Void

    /// Makes a check.
    public init(_ name: String, check: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.check = check
    }
}
