import AMQP

/// How publishing an event ended, as the metrics count it.
enum PublishResult: String {
    case confirmed, nacked, returned, timeout

    init(_ error: AMQPError?) {
        switch error?.code {
        case nil: self = .confirmed
        case .returned: self = .returned
        case .nacked, .blocked, .messageTooLarge, .invalidArgument: self = .nacked
        default: self = .timeout
        }
    }
}
