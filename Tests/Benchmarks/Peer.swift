import Subprocess
import SystemPackage

/// The C program on librabbitmq that does the same work; see `Peers/peer.c`.
struct Peer {
    let path: String
    let broker: Stack.Broker

    func publish(count: Int, window: Int, bytes: Int) async throws -> Measure {
        try await self.run(["publish"], [count, window, bytes])
    }

    func call(_ kind: String, count: Int, bytes: Int) async throws -> Measure {
        try await self.run([kind], [count, bytes])
    }

    private func run(_ verb: [String], _ numbers: [Int]) async throws -> Measure {
        let result = try await Subprocess.run(
            .path(.init(self.path)),
            arguments: Arguments(
                verb + [self.broker.host, String(self.broker.port), self.broker.user, self.broker.password]
                    + numbers.map(String.init)),
            output: .string(limit: 4096), error: .discarded)
        let words = result.standardOutput.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard words.count == 2 else { throw BenchFailure(what: "the C peer gave no figures") }
        return Measure(rate: words[0], cpuMicroseconds: words[1])
    }
}
