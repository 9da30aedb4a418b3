import Foundation

/// Prints the figures of the README: rates and costs beside a peer that does the same work, measured in the same run.
///
/// Run by `make bench`, which starts a broker and a database of its own and builds for release. Further arguments
/// choose parts; `unary` (what one call costs) and `endurance` (nothing lost while connections are cut) stand alone.
@main
struct HosoBench {
    private static let parts = ["publish", "call", "messaging", "database", "signing"]

    static func main() async throws {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == EchoServer.argument, let port = Int(arguments[2]) {
            return try await EchoServer.serve(stack: Stack(), port: port)
        }
        if arguments.count > 1, arguments[1] == MemoryBenchmarks.argument {
            return try await MemoryBenchmarks.measure(Array(arguments.dropFirst(2)))
        }
        if arguments.count == 3, arguments[1] == RecordsBenchmark.argument, let documents = Int(arguments[2]), documents >= 1_000 {
            return try await RecordsBenchmark(documents: documents, stack: Stack()).run()
        }
        let chosen = arguments.count > 2 ? Set(arguments[2...]) : Set(Self.parts)
        guard arguments.count >= 2, chosen.isSubset(of: Self.parts + ["unary", "endurance"]) else {
            throw BenchFailure(what: "usage: HosoBench PATH-OF-PEER [\(Self.parts.joined(separator: "|"))]…")
        }
        if chosen == ["signing"] {
            Table.head()
            return try await Self.sign()
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
        if chosen.contains("signing") { try await Self.sign() }
    }

    /// Needs neither broker nor database, but a Python with pyHanko.
    private static func sign() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hoso-bench-signing-\(getpid())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let result: Result<Void, any Error>
        do {
            result = .success(try await SigningBenchmarks(folder: folder).run())
        } catch {
            result = .failure(error)
        }
        try FileManager.default.removeItem(atPath: folder)
        try result.get()
    }
}
