public import Clocks

/// The life of a signature request: prepared, then completed, refused or expired, and never anything after that.
public struct RequestLife: Hashable, Sendable {
    /// How far it has come.
    public private(set) var state: RequestState
    /// Until when a signature value is accepted.
    public let expiresAt: UTCInstant

    /// What to do with a signature value that has come.
    public enum Answer: Hashable, Sendable {
        /// Go on: verify and embed it.
        case proceed
        /// It was completed before: answer as then.
        case repeatResult
        /// The time is over: record that and refuse.
        case expire(SigningRefusal)
        /// It was refused or had expired before.
        case refuse(SigningRefusal)
    }

    /// Begins a life.
    public init(preparedAt: UTCInstant, lifetime: Duration) {
        self.state = .prepared
        self.expiresAt = preparedAt + lifetime
    }

    /// Rebuilds a life from a store; nothing is compared with the time.
    public init(loading state: RequestState, expiresAt: UTCInstant) {
        self.state = state
        self.expiresAt = expiresAt
    }

    /// What to do with a signature value that comes now.
    public func answer(at now: UTCInstant) -> Answer {
        switch self.state {
        case .prepared: now <= self.expiresAt ? .proceed : .expire(.requestExpired(at: self.expiresAt))
        case .completed: .repeatResult
        case .refused: .refuse(.requestRefused)
        case .expired: .refuse(.requestExpired(at: self.expiresAt))
        }
    }

    /// Moves on from prepared.
    ///
    /// - Throws: ``SigningRefusal/requestRefused`` when the request is not waiting any more.
    public mutating func finish(_ state: RequestState) throws(SigningRefusal) {
        guard self.state == .prepared, state != .prepared else { throw .requestRefused }
        self.state = state
    }
}
