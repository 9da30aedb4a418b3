import Testing

/// Everything that needs the broker of `deploy/local/stack`, one after the other: some of it stops the broker.
@Suite(.serialized, .timeLimit(.minutes(3))) struct BrokerTests {}
