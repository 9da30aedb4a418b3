import ArgumentParser
import AsyncHTTPClient
import Clocks
import Foundation

/// Shows the main job of the suite.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Chạy trọn một hồ sơ qua hệ thống / drive one dossier through the suite.",
        discussion: """
            Bị ngắt giữa chừng thì chạy lại sẽ tiếp tục / after an interruption, run it again: it goes on where it was.
            Nhật ký / journal: HOSO_DIR/demo.json.
            """)

    @Flag(name: .customLong("new"), help: "Bắt đầu lần chạy mới / begin a fresh run.")
    var fresh = false
    @Option(help: "Thư mục bản quét mẫu / folder of the sample scans.")
    var samples: String?
    @Option(help: "Địa chỉ gateway / address of the gateway (HOSO_GATEWAY_URL).")
    var gateway: String?

    func run() async throws {
        let environment = SuiteEnvironment()
        let directory = try environment.required("HOSO_DIR")
        let base = try self.gateway ?? environment.required("HOSO_GATEWAY_URL")
        guard let samples = self.samples ?? Checkout.find("Tests/Fixtures/samples") else {
            throw CommandFailure(
                Words("Không tìm thấy bản quét mẫu", "the sample scans were not found"),
                mend: Words("dùng --samples THƯ_MỤC", "use --samples DIR"), exitCode: .configuration)
        }
        let journal = try DemoJournal(
            path: "\(directory)/demo.json", fresh: self.fresh, identifiers: UUIDv7Source(), clock: SystemClock())
        let http = HTTPClient(eventLoopGroupProvider: .singleton)
        var demo = Demo(
            gateway: GatewayClient(http: http, base: base, console: .standard), journal: journal, cast: DemoCast(),
            samples: samples, pki: "\(directory)/pki", console: .standard, clock: SystemClock())
        demo.invocation = Self.invocation(of: CommandLine.arguments.first ?? "hosoctl", in: directory)
        // The containers publish the gateway only.
        demo.seesDatabase = environment["HOSO_DATABASE_HOST"] != nil
        do {
            try await demo.run()
        } catch {
            try await http.shutdown()
            throw error
        }
        try await http.shutdown()
    }

    /// What to type in a fresh shell to call this program for the same installation.
    static func invocation(of program: String, in directory: String) -> String {
        let variables = "\(directory)/env"
        return FileManager.default.fileExists(atPath: variables) ? ". \(variables) && \(program)" : program
    }
}
