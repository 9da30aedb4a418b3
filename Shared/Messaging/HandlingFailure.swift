import Postgres

/// What a failed attempt means.
struct HandlingFailure: Hashable, Sendable {
    /// A stable name for the kind of failure, for grouping and metrics.
    let failure: String
    /// A sentence for the operator.
    let detail: String
    /// Whether another attempt may help.
    let isRetriable: Bool

    init(failure: String, detail: String, isRetriable: Bool) {
        self.failure = failure
        self.detail = String(detail.prefix(500)).replacing("\0", with: "")
        self.isRetriable = isRetriable
    }

    /// Judges what a handler threw.
    ///
    /// - Returns: nil when the error says nothing about the event: the database is away or the work was cancelled.
    init?(_ error: any Error) {
        switch error {
        case is CancellationError:
            return nil
        case let error as EventRejected:
            self.init(failure: error.failure, detail: error.reason, isRetriable: false)
        case let error as MessagingError:
            self.init(failure: "messaging.\(error.code)", detail: error.message, isRetriable: false)
        case let error as PostgresError where Self.isAway(error):
            return nil
        case let error as PostgresError:
            // The server's words may quote values, so only code and state are kept.
            let state = error.sqlState.map { " (SQLSTATE \($0))" } ?? ""
            self.init(
                failure: "postgres.\(error.code)", detail: "the database refused the change\(state)",
                isRetriable: error.code.isRetriable)
        default:
            let type = String(describing: type(of: error))
            self.init(failure: type, detail: "the handler failed with \(type)", isRetriable: true)
        }
    }

    /// Whether the error tells of the database, not of the event.
    static func isAway(_ error: PostgresError) -> Bool {
        let codes: [PostgresError.Code] = [
            .cannotConnect, .connectionLost, .commitUnknown, .poolExhausted, .clientClosed, .outOfMemory,
        ]
        return codes.contains(error.code)
    }
}
