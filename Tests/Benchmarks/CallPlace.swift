import AMQP
import GRPCCore

/// Where the two ends of a call run.
enum CallPlace: CaseIterable {
    /// Caller and handler in the pool of threads, as everywhere unless somebody chose otherwise.
    case pool
    /// The handler on the thread of the connections.
    case handlerOnThread
    /// Caller and handler on the threads of their connections.
    case bothOnThread

    var name: String {
        switch self {
        case .pool: "in the pool"
        case .handlerOnThread: "handler on the connections' thread"
        case .bothOnThread: "both ends on the connections' threads"
        }
    }

    /// The method whose handler runs there.
    ///
    /// - Parameter asks: Whether the handler asks the database.
    func method(asks: Bool) -> MethodDescriptor {
        switch self {
        case .pool: asks ? EchoService.ask : EchoService.echo
        case .handlerOnThread, .bothOnThread: asks ? EchoService.askOnThread : EchoService.echoOnThread
        }
    }

    /// Where the caller runs; `nil` is the pool.
    var caller: (any TaskExecutor)? { self == .bothOnThread ? AMQPThread.executor : nil }
}
