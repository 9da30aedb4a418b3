import Foundation

/// Prints the figures of the README: rates and costs beside a peer that does the same work, measured in the same run.
///
/// Run by `make bench`, which starts a broker and a database of its own and builds for release.
@main
struct HosoBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == EchoServer.argument, let port = Int(arguments[2]) {
            return try await EchoServer.serve(stack: Stack(), port: port)
        }
        guard arguments.count >= 2 else { throw BenchFailure(what: "usage: HosoBench PATH-OF-PEER [publish|call|messaging|database]…") }
        let stack = try Stack()
        let peer = Peer(path: arguments[1], broker: stack.broker)
        let sections = arguments.count > 2 ? Set(arguments[2...]) : ["publish", "call", "messaging", "database"]
        Table.head()
        let bus = BusBenchmarks(stack: stack, peer: peer)
        if sections.contains("publish") { try await bus.publishing() }
        if sections.contains("call") { try await bus.calling() }
        if sections.contains("messaging") { try await MessagingBenchmarks(stack: stack).run() }
        if sections.contains("database") { try await DatabaseBenchmarks(stack: stack).run() }
    }
}
