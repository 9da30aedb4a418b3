public import Logging
public import ServiceLifecycle

/// Work done in rounds until the service stops: a round that found less than it could do is followed by a pause, and one
/// that failed is told in the log and tried again.
public struct RoundsService: Service {
    private let name: String
    private let pause: Duration
    private let logger: Logger
    private let round: @Sendable () async throws -> Bool

    /// Describes the work.
    ///
    /// - Parameters:
    ///   - name: What cannot go on, for the log.
    ///   - pause: How long to wait after a round that left nothing to do.
    ///   - round: One round; returns whether there is more to do at once.
    public init(name: String, pause: Duration, logger: Logger, round: @escaping @Sendable () async throws -> Bool) {
        self.name = name
        self.pause = pause
        self.logger = logger
        self.round = round
    }

    /// Runs until the service stops.
    public func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    if try await !self.round() { try await Task.sleep(for: self.pause) }
                } catch is CancellationError {
                    return
                } catch {
                    guard !Task.isCancelled else { return }
                    self.logger.warning("work in rounds cannot go on now", metadata: ["work": "\(self.name)", "error": "\(error)"])
                    // Cancelled meanwhile: the loop ends by its own condition.
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }
}
