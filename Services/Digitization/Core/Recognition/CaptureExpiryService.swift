import Clocks
import DigitizationDomain
import Logging
import ServiceLifecycle

/// Closes captures nobody goes on with, on a schedule of its own. Nothing is lost: files and pages stay, an event and a
/// line in the log say what was closed.
struct CaptureExpiryService: Service {
    let captures: CaptureStore
    let events: DigitizationEvents
    /// How long nobody may touch an open capture.
    let patience: Duration
    let clock: any UTCClock
    /// Pause between two looks.
    var pause: Duration = .seconds(600)
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await self.expireAll()
                    try await Task.sleep(for: self.pause)
                } catch is CancellationError {
                    return
                } catch {
                    guard !Task.isCancelled else { return }
                    self.logger.warning("captures cannot be closed now", metadata: ["error": "\(error)"])
                    // Cancelled meanwhile: the loop ends by its own condition.
                    try? await Task.sleep(for: .seconds(5))
                }
            }
        }
    }

    /// Closes all that are due.
    ///
    /// - Returns: How many.
    @discardableResult
    func expireAll() async throws -> Int {
        let due = self.clock.now() - self.patience
        var count = 0
        while true {
            let expired = try await self.captures.expire(untouchedSince: due, events: self.events)
            for capture in expired {
                self.logger.notice(
                    "an open capture nobody touched is closed; its files are kept",
                    metadata: ["capture.id": "\(capture.id)", "pages": "\(capture.pages.count)"])
            }
            count += expired.count
            guard expired.count == CaptureStore.mostExpired else { return count }
        }
    }
}
