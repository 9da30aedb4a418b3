import Clocks
import PAdES
import PDF
import PKI
import SigningDomain
import Synchronization

/// Brings a signed document to the level its profile demands, one level after the other, so that what was reached before an
/// authority failed is kept.
struct LevelRaising: Sendable {
    let services: TrustServices
    let trust: TrustStore
    let clock: any UTCClock

    /// Raises for somebody who waits: gives up when patience ends, and does not even begin while an authority is known to
    /// be away.
    func raisePatiently(_ bytes: [UInt8], to wanted: BaselineLevel) async -> RaisingOutcome {
        guard wanted > .basic else { return RaisingOutcome(bytes: bytes) }
        guard self.services.timestamps != nil else { return Self.withoutAuthority(bytes) }
        guard !self.services.pause.holds(at: self.clock.now()) else {
            return RaisingOutcome(bytes: bytes, reason: .timestamp, detail: "an authority was away a moment ago")
        }
        let late = RaisingOutcome(bytes: bytes, reason: .timestamp, detail: "no whole answer within \(self.services.patience)")
        let progress = Progress(late)
        _ = await Patience.wait(self.services.patience) { await self.climb(bytes, to: wanted) { progress.note($0) } }
        let outcome = progress.latest
        if outcome.reason == nil { self.services.pause.lift() } else { self.services.pause.begin(at: self.clock.now()) }
        return outcome
    }

    /// Raises however long it takes.
    func raise(_ bytes: [UInt8], to wanted: BaselineLevel) async -> RaisingOutcome {
        guard wanted > .basic else { return RaisingOutcome(bytes: bytes) }
        guard self.services.timestamps != nil else { return Self.withoutAuthority(bytes) }
        let progress = Progress(RaisingOutcome(bytes: bytes, reason: .timestamp, detail: "not begun"))
        await self.climb(bytes, to: wanted) { progress.note($0) }
        if progress.latest.reason == nil { self.services.pause.lift() }
        return progress.latest
    }

    /// Puts one more archival timestamp behind a document, before the one it has runs out.
    func renew(_ bytes: [UInt8]) async -> RaisingOutcome {
        guard let raiser = self.services.raiser(trust: self.trust, clock: self.clock) else { return Self.withoutAuthority(bytes) }
        do {
            let outcome = try await raiser.renew(bytes)
            guard outcome.level >= .archival else {
                let detail = outcome.debts.map(\.description).joined(separator: "; ")
                return RaisingOutcome(bytes: bytes, reason: .revocation, detail: detail)
            }
            return RaisingOutcome(bytes: outcome.bytes)
        } catch {
            return RaisingOutcome(bytes: bytes, reason: .archiveTimestamp, detail: error.description)
        }
    }

    private static func withoutAuthority(_ bytes: [UInt8]) -> RaisingOutcome {
        RaisingOutcome(bytes: bytes, reason: .noAuthority, detail: "no timestamp authority is configured")
    }

    /// Every step tells how far it came and what the next one would need.
    private func climb(
        _ bytes: [UInt8], to wanted: BaselineLevel, _ note: @Sendable (RaisingOutcome) -> Void
    ) async {
        guard let raiser = self.services.raiser(trust: self.trust, clock: self.clock) else { return note(Self.withoutAuthority(bytes)) }
        var bytes = bytes
        let steps: [(SignatureLevel, UpkeepReason)] = [
            (.timestamped, .timestamp), (.longTerm, .revocation), (.archival, .archiveTimestamp),
        ]
        for (step, missing) in steps where step <= wanted.signatureLevel {
            let before = RaisingOutcome(bytes: bytes, reason: missing, detail: "the time was up before \(step.rawValue)")
            if step != .timestamped { note(before) }
            do {
                let outcome = try await raiser.raise(bytes, to: step)
                bytes = outcome.bytes
                guard outcome.level >= step else {
                    let detail = outcome.debts.map(\.description).joined(separator: "; ")
                    return note(RaisingOutcome(bytes: bytes, reason: .revocation, detail: detail))
                }
            } catch {
                return note(RaisingOutcome(bytes: bytes, reason: missing, detail: error.description))
            }
        }
        note(RaisingOutcome(bytes: bytes))
    }

    /// What is known of an attempt that may be cut off at any time.
    private final class Progress: Sendable {
        private let state: Mutex<RaisingOutcome>

        init(_ first: RaisingOutcome) { self.state = Mutex(first) }

        var latest: RaisingOutcome { self.state.withLock { $0 } }

        func note(_ outcome: RaisingOutcome) { self.state.withLock { $0 = outcome } }
    }
}
