/// Two ways of doing the same work, measured in turn, so that whatever else the machine does hits both alike.
struct Rounds {
    /// The median over all rounds. Unit: operations per second.
    let own: Double
    /// The same of the peer.
    let peer: Double
    /// The median of each round's own ratio, which one disturbed round does not move.
    let ratio: Double
    /// The smallest and the largest ratio of a round.
    let spread: ClosedRange<Double>

    /// Runs both several times, after one round that is not counted.
    ///
    /// - Parameters:
    ///   - rounds: How many rounds count. Range: `1...`.
    ///   - own: The work of hoso, with its own preparation; returns operations per second.
    ///   - peer: The same work done in the other way.
    static func alternate(
        _ rounds: Int, own: (Int) async throws -> Double, peer: (Int) async throws -> Double
    ) async throws -> Rounds {
        var owns: [Double] = [], peers: [Double] = []
        for round in 0...rounds {
            // Who is first in one round is second in the next.
            let rates: (own: Double, peer: Double)
            if round.isMultiple(of: 2) {
                let first = try await own(round)
                rates = (first, try await peer(round))
            } else {
                let first = try await peer(round)
                rates = (try await own(round), first)
            }
            guard round > 0 else { continue }
            owns.append(rates.own)
            peers.append(rates.peer)
        }
        return Rounds(zip(owns, peers).map { (own: $0, peer: $1) })
    }

    /// The figures of rounds that were measured elsewhere.
    init(_ rounds: [(own: Double, peer: Double)]) {
        let ratios = rounds.map { $0.own / $0.peer }
        self.own = Self.median(rounds.map(\.own))
        self.peer = Self.median(rounds.map(\.peer))
        self.ratio = Self.median(ratios)
        self.spread = (ratios.min() ?? 0)...(ratios.max() ?? 0)
    }

    /// Operations per second of a body that does `count` of them.
    static func rate(_ count: Int, _ body: () async throws -> Void) async throws -> Double {
        let begin = ContinuousClock.now
        try await body()
        return Double(count) / ((ContinuousClock.now - begin) / .seconds(1))
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}
