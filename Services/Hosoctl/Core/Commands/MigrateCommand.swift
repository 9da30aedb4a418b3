import ArgumentParser

/// Brings every service's schema up to date.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Cập nhật lược đồ cơ sở dữ liệu của mọi dịch vụ / bring all schemas up to date.",
        discussion: "Mỗi dịch vụ tự cập nhật lược đồ của mình / each service's own program does its own schema.")

    @Flag(help: "Chỉ xem; mã thoát 1 khi sẽ có thay đổi / only look; exit code 1 when something would change.")
    var dryRun = false

    func run() throws {
        let programs = try ServicePrograms(SuiteEnvironment())
        var wouldChange: [String] = []
        for service in ServiceSchemas.services {
            let code = try programs.run(service, self.dryRun ? "--migrate-plan" : "--migrate")
            switch code {
            case 0: Console.standard.line(Words("✔ \(service): đúng phiên bản", "up to date"))
            case 1 where self.dryRun:
                wouldChange.append(service)
                Console.standard.line(Words("• \(service): sẽ thay đổi", "would change"))
            default:
                throw CommandFailure(
                    Words("hoso-\(service) dừng với mã \(code)", "hoso-\(service) ended with exit code \(code)"), exitCode: .stepFailed)
            }
        }
        if !wouldChange.isEmpty { throw ExitCode.findings }
    }
}
