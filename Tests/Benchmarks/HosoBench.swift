import Foundation

/// Prints the figures of the README: rates and costs beside a peer that does the same work, measured in the same run.
///
/// Run by `make bench`, which starts a broker and a database of its own and builds for release. Further arguments
/// choose parts; `unary` (what one call costs) and `endurance` (nothing lost while connections are cut) stand alone.
@main
struct HosoBench {
    private static let parts = ["publish", "call", "messaging", "database"]

    static func main() async throws {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == EchoServer.argument, let port = Int(arguments[2]) {
            return try await EchoServer.serve(stack: Stack(), port: port)
        }
        let chosen = arguments.count > 2 ? Set(arguments[2...]) : Set(Self.parts)
        guard arguments.count >= 2, chosen.isSubset(of: Self.parts + ["unary", "endurance"]) else {
            throw BenchFailure(what: "usage: HosoBench PATH-OF-PEER [\(Self.parts.joined(separator: "|"))]…")
        }
        let stack = try Stack()
        let peer = Peer(path: arguments[1], broker: stack.broker)
        guard arguments.dropFirst(2) != ["endurance"] else { return try await EnduranceRun(stack: stack).run() }
        guard arguments.dropFirst(2) != ["unary"] else { return try await UnaryBenchmark(stack: stack, peer: peer).run() }
        Table.head()
        let bus = BusBenchmarks(stack: stack, peer: peer)
        if chosen.contains("publish") { try await bus.publishing() }
        if chosen.contains("call") { try await bus.calling() }
        if chosen.contains("messaging") { try await MessagingBenchmarks(stack: stack).run() }
        if chosen.contains("database") { try await DatabaseBenchmarks(stack: stack).run() }
    }
}
