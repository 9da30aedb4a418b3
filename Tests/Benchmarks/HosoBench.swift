import Foundation

/// Prints the figures of the README: rates and costs beside a peer that does the same work, measured in the same run.
///
/// Run by `make bench`, which starts a broker and a database of its own and builds for release.
@main
struct HosoBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 2 else { throw BenchFailure(what: "usage: HosoBench PATH-OF-PEER") }
        let stack = try Stack()
        let peer = Peer(path: arguments[1], broker: stack.broker)
        Table.head()
        try await BusBenchmarks(stack: stack, peer: peer).run()
        try await MessagingBenchmarks(stack: stack).run()
        try await DatabaseBenchmarks(stack: stack).run()
    }
}
