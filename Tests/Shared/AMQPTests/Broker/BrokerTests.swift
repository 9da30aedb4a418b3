import Testing

/// Everything that needs the broker of `deploy/local/stack`, one after the other: some of it stops the broker.
@Suite(.serialized, .timeLimit(.minutes(10))) struct BrokerTests {}
