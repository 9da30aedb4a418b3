import Synchronization

@testable import GRPCAMQPTransport

/// Lets tests that only use the broker run side by side, and one that does something to it alone.
enum BrokerTurn {
    private struct State {
        var sharing = 0
        var isAlone = false
    }

    private static let state = Mutex(State())
    private static let changes = ChangeSignal()

    static func take(alone: Bool, _ body: () async throws -> Void) async throws {
        while true {
            let version = self.changes.version
            let isTaken = self.state.withLock { state in
                guard !state.isAlone, !alone || state.sharing == 0 else { return false }
                if alone { state.isAlone = true } else { state.sharing += 1 }
                return true
            }
            if isTaken { break }
            try await self.changes.wait(after: version)
        }
        defer {
            self.state.withLock { state in
                if alone { state.isAlone = false } else { state.sharing -= 1 }
            }
            self.changes.notify()
        }
        try await body()
    }
}
