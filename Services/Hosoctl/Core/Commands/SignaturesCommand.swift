import ArgumentParser
import Clocks
import GRPCCore
import GRPCNIOTransportHTTP2
import HosoProto
import ServiceKit
import SwiftProtobuf

/// Shows who can sign and what waits for a signature (V-21).
struct SignaturesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signatures",
        abstract: "Chứng thư số hiện có và văn bản đang chờ ký / certificates at hand and documents waiting for a signature.",
        discussion: """
            Với --debts: các văn bản đã ký còn thiếu dấu thời gian hay thông tin thu hồi / with --debts: signed documents that \
            still lack a timestamp or answers about revocation.
            Mã thoát 1 khi có văn bản chờ ký hoặc còn thiếu / exit code 1 when a document waits or something is owed.
            """)

    @Option(help: "Cổng gRPC của gateway, host:port / gRPC address of the gateway (HOSO_GATEWAY_GRPC).")
    var gateway: String?
    @Option(help: "Chỉ cơ quan này, theo tên trong chứng thư / only this organisation, as the certificates name it.")
    var organization = ""
    @Option(help: "Chỉ chứng thư hết hạn trong số ngày này / only certificates that end within so many days.")
    var endingWithinDays: UInt32 = 0
    @Option(help: "Chỉ văn bản chờ người này ký / only documents waiting for this officer.")
    var officer = ""

    @Flag(help: "Chỉ những gì văn bản đã ký còn thiếu / only what signed documents still lack.")
    var debts = false
    @Flag(help: "Với --debts: cả dấu thời gian lưu trữ chờ gia hạn / with --debts: archival timestamps awaiting renewal too.")
    var renewals = false

    func run() async throws {
        let address = try self.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_GRPC")
        let signers = Hoso_Signing_V1_ListSignersRequest.with {
            $0.organization = self.organization
            $0.endingWithinDays = self.endingWithinDays
        }
        let waiting = Hoso_Signing_V1_ListWaitingDocumentsRequest.with { $0.officerCode = self.officer }
        let isClean = try await withGRPCClient(transport: LoadCommand.transport(address)) { client in
            let service = Hoso_Signing_V1_SigningService.Client(wrapping: client)
            do {
                if self.debts {
                    let upkeep = try await service.listSignatureUpkeep(.with { $0.withRenewals = self.renewals })
                    SignaturesReport.lines(upkeep, now: SystemClock().now()).forEach { Console.standard.line($0) }
                    return upkeep.upkeep.allSatisfy { $0.reason == .renewal }
                }
                let inventory = try await service.listSigners(signers)
                let documents = try await service.listWaitingDocuments(waiting)
                SignaturesReport.lines(inventory).forEach { Console.standard.line($0) }
                SignaturesReport.lines(documents, now: SystemClock().now()).forEach { Console.standard.line($0) }
                return documents.documents.isEmpty
            } catch let error as RPCError {
                throw CommandFailure(
                    Words("Dịch vụ ký số không trả lời: \(error.message)", "the signing service does not answer: \(error.message)"),
                    exitCode: .unavailable)
            }
        }
        if !isClean { throw ExitCode.findings }
    }
}
