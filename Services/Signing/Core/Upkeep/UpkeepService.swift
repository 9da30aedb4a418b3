import Logging
import ServiceLifecycle

/// Mends signed documents, renews archival timestamps and asks about the certificates of the inventory, until the service
/// stops.
///
/// Several instances share the work: a task is leased in the database, and one whose holder dies is taken by another.
struct UpkeepService: Service {
    let tools: SigningTools
    let logger: Logger

    func run() async throws {
        let documents = UpkeepHandler(tools: self.tools, logger: self.logger)
        let inventory = CertificateChecking(tools: self.tools)
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.repeating("signed documents") { try await documents.next() } }
                group.addTask { await self.repeating("certificates") { try await inventory.next() } }
            }
        }
    }

    private func repeating(_ what: String, _ work: @Sendable () async throws -> Bool) async {
        while !Task.isCancelled {
            do {
                if try await !work() { try await Task.sleep(for: self.tools.configuration.upkeepPause) }
            } catch is CancellationError {
                return
            } catch {
                guard !Task.isCancelled else { return }
                self.logger.warning("the upkeep cannot go on now", metadata: ["of": "\(what)", "error": "\(error)"])
                // Cancelled meanwhile: the loop ends by its own condition.
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }
}
