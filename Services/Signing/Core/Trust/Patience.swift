/// Waits for something that may take long, but not for ever.
enum Patience {
    /// The result of a body, or `nil` when it took longer than allowed; it is cancelled then.
    static func wait<Result: Sendable>(
        _ limit: Duration, for body: @escaping @Sendable () async -> Result
    ) async -> Result? {
        await withTaskGroup(of: Result?.self) { group in
            group.addTask { await body() }
            group.addTask {
                // Cancelled: the body was done first, nobody waits any more.
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
