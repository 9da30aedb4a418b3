import AMQP
import GRPCCore
import Logging

/// Calls whose service is gone.
///
/// A request waits in a queue, or with a process that has died, and nobody says so: the broker keeps it for the next process.
/// While calls have waited for a moment, a message is sent to every process of their service. It means nothing to them; when
/// the broker gives it back there is none.
extension ClientCore {
    /// Looks after calls as long as there are any, and sleeps while there are none.
    ///
    /// - Parameter patience: How long a service may be away before its calls are given up.
    func watchSilence(patience: Duration) async throws {
        var watch = SilenceWatch(patience: patience)
        var known: Set<String> = []
        while true {
            let version = self.openings.version
            guard self.hasCallsToWatch() else {
                watch.forget()
                try await self.openings.wait(after: version)
                continue
            }
            try await Task.sleep(for: .milliseconds(250))
            let sent = self.openCalls.filter(\.isSent)
            // Most calls are answered before they are seen twice.
            let waiting = sent.filter { known.contains($0.id) }
            known = Set(sent.map(\.id))
            try await self.lookAfter(waiting, &watch)
        }
    }

    private func lookAfter(_ calls: [ClientCall], _ watch: inout SilenceWatch) async throws {
        for service in Set(calls.map(\.method.service.fullyQualifiedService)) {
            let now = ContinuousClock.now
            guard watch.isDue(service, now: now), let isThere = try await self.isThere(service) else { continue }
            defer { self.looks.notify() }
            if isThere {
                watch.found(service, at: now)
            } else if watch.missed(service, at: now) {
                for call in calls where call.method.service.fullyQualifiedService == service { call.giveUpServers() }
            }
        }
    }

    /// Whether a process of the service is there; `nil` when the broker cannot be asked.
    private func isThere(_ service: String) async throws -> Bool? {
        do throws(AMQPError) {
            return try await self.bus.isThere(service)
        } catch {
            guard error.code != .cancelled else { throw CancellationError() }
            self.bus.logger.debug("A service cannot be looked for", metadata: ["rpc.service": "\(service)", "error": "\(error)"])
            return nil
        }
    }
}
