import ArgumentParser
import AsyncHTTPClient
import Clocks
import GRPCCore
import GRPCNIOTransportHTTP2
import HosoProto
import SwiftProtobuf

/// Digitizes an agency's legacy papers (R58): hands over a folder with its sheet, shows how far campaigns are.
struct BacklogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backlog", abstract: "Số hóa tài liệu tồn đọng / campaigns that digitize legacy papers.",
        subcommands: [Import.self, Status.self])

    /// Hands over a folder and its sheet.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Nạp một thư mục bản quét và bảng kê (XLSX hoặc CSV UTF-8) / hand over a folder of scans and its sheet.",
            discussion: """
                Bị ngắt thì chạy lại: chỉ nạp tệp còn thiếu / after an interruption run it again: only what is missing is handed over.
                Mã thoát 1 khi bảng có lỗi hoặc còn thiếu tệp / exit code 1 when the sheet has faults or files are missing.
                """)

        @Argument(help: "Thư mục bản quét / folder of the scans.")
        var folder: String
        @Argument(help: "Bảng kê, XLSX hoặc CSV / the sheet.")
        var sheet: String
        @Option(help: "Mã cơ quan / code of the agency.")
        var agency: String
        @Option(help: "Tên đợt số hóa / name of the campaign.")
        var name: String
        @Option(help: "Mã cán bộ / code of the officer.")
        var officer: String
        @Option(help: "Số hộp theo kế hoạch / boxes planned.")
        var boxes: Int32 = 0
        @Option(help: "Số hồ sơ theo kế hoạch / records planned.")
        var records: Int32 = 0
        @Option(help: "Số văn bản theo kế hoạch / documents planned.")
        var documents: Int32 = 0
        @Option(help: "Địa chỉ HTTP của gateway / HTTP address of the gateway (HOSO_GATEWAY_URL).")
        var gateway: String?
        @Option(help: "Cổng gRPC của gateway, host:port / gRPC address of the gateway (HOSO_GATEWAY_GRPC).")
        var gatewayGrpc: String?

        func run() async throws {
            let base = try self.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_URL")
            let address = try self.gatewayGrpc ?? SuiteEnvironment().required("HOSO_GATEWAY_GRPC")
            let http = HTTPClient(eventLoopGroupProvider: .singleton)
            let files = GatewayClient(http: http, base: base, console: .standard)
            let request = Hoso_Digitization_V1_OpenCampaignRequest.with {
                $0.agencyCode = self.agency
                $0.name = self.name
                $0.officerCode = self.officer
                $0.plannedBoxes = self.boxes
                $0.plannedRecords = self.records
                $0.plannedDocuments = self.documents
            }
            let (folder, sheet) = (self.folder, self.sheet)
            let result: Result<Bool, any Error>
            do {
                result = .success(
                    try await withGRPCClient(transport: LoadCommand.transport(address)) { client in
                        let handover = BacklogHandover(
                            service: Hoso_Digitization_V1_BacklogService.Client(wrapping: client), files: files,
                            officer: request.officerCode, console: .standard)
                        return try await handover.run(request, folder: folder, sheet: sheet)
                    })
            } catch {
                result = .failure(error)
            }
            try await http.shutdown()
            if try !result.get() { throw ExitCode.findings }
        }
    }

    /// Shows plan, progress and forecast.
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Kế hoạch, tiến độ và dự báo / plan, progress and forecast.")

        @Option(help: "Chỉ cơ quan này / only this agency.")
        var agency = ""
        @Option(help: "Cổng gRPC của gateway, host:port / gRPC address of the gateway (HOSO_GATEWAY_GRPC).")
        var gateway: String?

        func run() async throws {
            let address = try self.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_GRPC")
            let request = Hoso_Digitization_V1_ListCampaignsRequest.with { $0.agencyCode = self.agency }
            try await withGRPCClient(transport: LoadCommand.transport(address)) { client in
                do {
                    let answer = try await Hoso_Digitization_V1_BacklogService.Client(wrapping: client).listCampaigns(request)
                    BacklogReport.lines(answer.campaigns).forEach { Console.standard.line($0) }
                } catch let error as RPCError {
                    throw BacklogReport.failure(error)
                }
            }
        }
    }
}
