import Clocks
import Foundation
import Logging
import ServiceLifecycle

/// Removes uploads nobody goes on with, on a schedule of its own; each is said in the log with what had arrived.
struct UploadExpiryService: Service {
    let folder: UploadFolder
    let clock: any UTCClock
    /// Pause between two looks.
    var pause: Duration = .seconds(900)
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
                    self.logger.warning("forgotten uploads cannot be removed now", metadata: ["error": "\(error)"])
                    // Cancelled meanwhile: the loop ends by its own condition.
                    try? await Task.sleep(for: .seconds(5))
                }
            }
        }
    }

    /// Removes all that are due.
    func expireAll() async throws {
        for upload in try await self.folder.expire(now: self.clock.now()) {
            self.logger.notice(
                "an upload nobody went on with is removed",
                metadata: [
                    "upload.file": "\(URL(fileURLWithPath: upload.path).lastPathComponent)", "bytes.announced": "\(upload.sizeBytes)",
                    "bytes.arrived": "\(upload.offset)",
                ])
        }
    }
}
