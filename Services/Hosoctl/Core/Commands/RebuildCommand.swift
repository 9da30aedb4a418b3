import ArgumentParser
import Postgres

/// Makes read models again from the event logs.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Dựng lại số liệu từ nhật ký sự kiện / make read models again.", subcommands: [Reporting.self])

    struct Reporting: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Dựng lại báo cáo / make the report again.",
            discussion: """
                Xóa số liệu của reporting và đưa lại mọi sự kiện vào danh sách chờ của chính nó; các dịch vụ khác không bị ảnh \
                hưởng. Báo cáo đầy đủ trở lại khi `hosoctl verify --only I5` sạch và danh sách chờ trống. \
                / Only reporting sees the events again, each once in effect and in the order of its key. Until they are \
                handled, figures are too small.
                """)
        @OptionGroup var database: DatabaseOptions
        @Flag(help: "Thật sự làm / really do it.") var yes = false

        func run() async throws {
            guard self.yes else {
                throw ValidationError("Báo cáo sẽ trống cho tới khi dựng xong; thêm --yes / add --yes: the report is empty until done")
            }
            let count = try await PostgresClient.with(try self.database.configuration(SuiteEnvironment())) { client in
                try await ReportingRebuild(database: client, schemas: ServiceSchemas()).run()
            }
            Console.standard.line(Words("\(count) sự kiện sẽ được báo cáo xử lý lại", "events will be handled again by reporting"))
        }
    }
}
