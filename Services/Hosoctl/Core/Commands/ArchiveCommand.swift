import ArgumentParser
import GRPCCore
import GRPCNIOTransportHTTP2
import HosoProto
import ServiceKit

/// The archive for scripts: transfers with their packages and minutes, copies for use, the files' health, what waits to be filed.
struct ArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Nộp lưu, gói tin, tình trạng tệp / transfers, packages, health of the files.",
        discussion: "Mã thoát 1 khi có việc phải làm / exit code 1 when something is to be done.",
        subcommands: [
            Transfers.self, Show.self, Open.self, Sign.self, Decide.self, Use.self, Packages.self, Import.self,
            ImportLegacy.self, Export.self, Health.self, Unfiled.self,
        ])

    /// What every question needs.
    struct Asking: ParsableArguments {
        @Option(help: "Cổng gRPC của gateway, host:port / gRPC address of the gateway (HOSO_GATEWAY_GRPC).")
        var gateway: String?

        /// Asks the records service.
        ///
        /// - Throws: ``CommandFailure`` with the service's own words.
        func ask<Answer: Sendable>(
            _ question: @Sendable (GRPCClient<HTTP2ClientTransport.Posix>) async throws -> Answer
        ) async throws -> Answer {
            let address = try self.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_GRPC")
            return try await withGRPCClient(transport: LoadCommand.transport(address)) { client in
                do {
                    return try await question(client)
                } catch let error as RPCError {
                    let isAway = [.unavailable, .deadlineExceeded].contains(error.code)
                    throw CommandFailure(
                        Words("Dịch vụ hồ sơ không làm được: \(error.message)", "the records service says: \(error.message)"),
                        exitCode: isAway ? .unavailable : .stepFailed)
                }
            }
        }
    }
}
