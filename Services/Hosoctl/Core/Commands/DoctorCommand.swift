import ArgumentParser
import AsyncHTTPClient
import Clocks

/// Says what is wrong with an installation and how to mend it.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Khám hệ thống: sai gì, sửa thế nào / what is wrong and how to mend it.",
        discussion: "Chỉ đọc / reads only. Mã thoát 1 khi có lỗi / exit code 1 when something is wrong.")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var broker: BrokerOptions
    @Flag(help: "Trước khi có gì chạy: chỉ máy và cổng / before anything runs: only machine and ports.")
    var before = false

    func run() async throws {
        let environment = SuiteEnvironment()
        let settings = try environment.settings()
        var findings = MachineCheck(directory: environment.directory ?? ".", clock: SystemClock()).findings()
        findings += PortCheck(settings: settings, isBefore: self.before).findings()
        if let directory = environment.directory, !self.before {
            findings += PermissionCheck(directory: directory, blobs: environment["HOSO_BLOBS_DIRECTORY"]).findings()
        }
        if !self.before {
            findings += await DatabaseCheck(configuration: try self.database.configuration(environment), clock: SystemClock()).findings()
            let definitions = try BrokerDefinitions.read(self.broker.definitions, environment)
            findings += await BrokerCheck(
                configuration: try self.broker.configuration(environment), definitions: definitions
            ).findings()
            let http = HTTPClient(eventLoopGroupProvider: .singleton)
            findings += await ServiceCheck(settings: settings, http: http).findings()
            try await http.shutdown()
        }
        self.show(findings)
        if findings.contains(where: { $0.grade == .bad }) { throw ExitCode.findings }
    }

    private func show(_ findings: [Finding]) {
        for finding in findings {
            let mark = switch finding.grade {
            case .good: "✔"
            case .notice: "•"
            case .bad: "✘"
            }
            Console.standard.line("\(mark) \(finding.words)")
            if let mend = finding.mend { Console.standard.line("  → \(mend)") }
        }
        let bad = findings.count { $0.grade == .bad }
        Console.standard.line(
            bad == 0
                ? Words("Không thấy lỗi", "nothing is wrong") : Words("\(bad) lỗi cần sửa", "things to mend"))
    }
}
