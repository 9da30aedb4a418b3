import Clocks
import PAdES
import PKI

/// The authorities outside that make signatures last: timestamps, revocation, issuers.
struct TrustServices: Sendable {
    /// `nil` when no timestamp authority is configured.
    let timestamps: TimestampClient?
    let gatherer: RevocationGatherer
    let issuers: IssuerFetcher
    /// How long somebody who waits is kept for the authorities' sake.
    let patience: Duration
    let pause = AuthorityPause()

    /// Makes the clients; nothing is asked yet.
    ///
    /// - Parameters:
    ///   - authorities: Timestamp authorities, to be asked in this order.
    ///   - responders: OCSP responders to ask after those a certificate names.
    ///   - caller: How to ask.
    init(
        authorities: [TimestampAuthority], responders: [String] = [], trust: TrustStore, caller: ServiceCaller, patience: Duration,
        clock: any UTCClock, identifiers: any IdentifierSource
    ) {
        self.timestamps = authorities.isEmpty
            ? nil : TimestampClient(authorities: authorities, trust: trust, caller: caller, clock: clock, identifiers: identifiers)
        self.gatherer = RevocationGatherer(caller: caller, clock: clock, identifiers: identifiers, responders: responders)
        self.issuers = IssuerFetcher(caller: caller)
        self.patience = patience
    }

    /// Raises documents; `nil` without a timestamp authority.
    func raiser(trust: TrustStore, clock: any UTCClock) -> LevelRaiser? {
        self.timestamps.map {
            LevelRaiser(timestamps: $0, gatherer: self.gatherer, issuers: self.issuers, trust: trust, clock: clock)
        }
    }
}
