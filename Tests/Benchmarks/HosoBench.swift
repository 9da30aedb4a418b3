import Foundation

/// Prints the figures of the README: rates and costs beside a peer that does the same work, measured in the same run.
///
/// Run by `make bench`, which starts a broker and a database of its own and builds for release. A second argument
/// chooses one part: `bus`, `messaging` or `database`.
@main
struct HosoBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let parts = ["bus", "messaging", "database"]
        let chosen = arguments.count > 2 ? [arguments[2]] : parts
        guard arguments.count >= 2, Set(chosen).isSubset(of: parts) else {
            throw BenchFailure(what: "usage: HosoBench PATH-OF-PEER [bus|messaging|database]")
        }
        let stack = try Stack()
        let peer = Peer(path: arguments[1], broker: stack.broker)
        Table.head()
        if chosen.contains("bus") { try await BusBenchmarks(stack: stack, peer: peer).run() }
        if chosen.contains("messaging") { try await MessagingBenchmarks(stack: stack).run() }
        if chosen.contains("database") { try await DatabaseBenchmarks(stack: stack).run() }
    }
}
