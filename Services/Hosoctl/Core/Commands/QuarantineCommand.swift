import ArgumentParser
import Clocks
import Foundation
import Messaging
import Postgres

/// Messages that could not be handled.
struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Thông điệp không xử lý được: xem, xử lý lại, bỏ / messages that could not be handled.",
        subcommands: [List.self, Show.self, Replay.self, Discard.self])

    /// Which service's quarantine is meant.
    struct Place: ParsableArguments {
        @OptionGroup var database: DatabaseOptions
        @Option(help: "Dịch vụ / service: \(ServiceSchemas.services.joined(separator: ", ")).")
        var service: String

        /// Runs a body with the quarantine of the service.
        func with<Result: Sendable>(_ body: (Quarantine) async throws -> Result) async throws -> Result {
            guard ServiceSchemas.services.contains(self.service) else {
                throw ValidationError("--service: \(ServiceSchemas.services.joined(separator: ", "))")
            }
            let configuration = try self.database.configuration(SuiteEnvironment(), searchPath: self.service)
            return try await PostgresClient.with(configuration) { client in
                do {
                    return try await body(Quarantine(database: client, clock: SystemClock()))
                } catch let error as MessagingError {
                    throw CommandFailure(Words("Không làm được: \(error.message)", "cannot be done"), exitCode: .stepFailed)
                }
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Liệt kê / list what waits for a decision.")
        @OptionGroup var database: DatabaseOptions
        @Option(help: "Chỉ dịch vụ này / only this service.")
        var service: String?

        func run() async throws {
            var count = 0
            for service in self.service.map({ [$0] }) ?? ServiceSchemas.services {
                var place = Place()
                place.database = self.database
                place.service = service
                count += try await place.with { try await Self.list($0, service) }
            }
            Console.standard.line(Words("\(count) thông điệp đang cách ly", "messages in quarantine"))
        }

        private static func list(_ quarantine: Quarantine, _ service: String) async throws -> Int {
            var after: Int64 = 0
            var count = 0
            while true {
                let page = try await quarantine.list(after: after)
                guard let last = page.last else { return count }
                for entry in page {
                    Console.standard.line(
                        "\(service) #\(entry.id) \(entry.quarantinedAt.vietnamISO8601) \(entry.routingKey) \(entry.failure): \(entry.detail)")
                }
                count += page.count
                after = last.id
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Xem một thông điệp / show one, without its content.")
        @OptionGroup var place: Place
        @Argument(help: "Số / number.") var id: Int64
        @Flag(help: "Cả nội dung (hex) / also the body, hexadecimal; it may hold personal data.") var body = false

        func run() async throws {
            let id = self.id
            let entry = try await self.place.with { try await $0.show(id) }
            let console = Console.standard
            console.line("#\(entry.id) \(entry.routingKey) → \(entry.consumer)")
            console.line("  id: \(entry.eventID?.description ?? "—")  lần thử/attempts: \(entry.attempts)")
            console.line("  \(entry.failure): \(entry.detail)")
            console.line("  dấu vết/fingerprint: \(entry.fingerprint)")
            for (name, value) in entry.headers.sorted(by: { $0.key < $1.key }) { console.line("  \(name): \(value)") }
            console.line("  \(entry.contentType ?? "—"), \(entry.body.count) bytes")
            if self.body { console.line("  " + entry.body.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()) }
        }
    }

    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Cho xử lý lại / have it handled again.")
        @OptionGroup var place: Place
        @Argument(help: "Số / number.") var id: Int64
        @Option(help: "Ai quyết định / who decides.") var by = NSUserName()

        func run() async throws {
            let (id, person) = (self.id, self.by)
            try await self.place.with { try await $0.replay(id, by: person) }
            Console.standard.line(Words("#\(id): sẽ được xử lý lại ngay", "will be handled again at once"))
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Bỏ, giữ bản gốc / close it, the bytes are kept.")
        @OptionGroup var place: Place
        @Argument(help: "Số / number.") var id: Int64
        @Option(help: "Ai quyết định / who decides.") var by = NSUserName()

        func run() async throws {
            let (id, person) = (self.id, self.by)
            try await self.place.with { try await $0.discard(id, by: person) }
            Console.standard.line(Words("#\(id): đã đóng, bản gốc vẫn giữ", "closed, its bytes are kept"))
        }
    }
}
