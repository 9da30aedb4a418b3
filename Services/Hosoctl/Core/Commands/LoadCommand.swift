import ArgumentParser
import GRPCCore
import GRPCNIOTransportHTTP2

/// Takes a province over into the running services.
struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Nạp tỉnh mẫu: danh bạ, thủ tục, danh mục hồ sơ, chứng thư số / load a province.",
        discussion: "Nạp lại không thay đổi gì / loading again changes nothing.")

    @Option(help: "Thư mục tỉnh / folder of the province.")
    var province: String
    @Option(help: "Thư mục PKI / PKI folder.")
    var pki: String
    @Option(help: "Cổng gRPC của gateway, host:port / gRPC address of the gateway (HOSO_GATEWAY_GRPC).")
    var gateway: String?

    func run() async throws {
        let address = try self.gateway ?? SuiteEnvironment().required("HOSO_GATEWAY_GRPC")
        let keys = try OfficerKey.all(in: self.pki)
        let agencies = try OfficerKey.agencies(in: self.pki)
        let transport = try Self.transport(address)
        let province = self.province
        try await withGRPCClient(transport: transport) { client in
            try await ProvinceLoader(client: client, province: province, keys: keys, agencies: agencies, console: .standard).load()
        }
    }

    /// The transport to a gateway's `host:port`.
    static func transport(_ address: String) throws -> HTTP2ClientTransport.Posix {
        guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]) else {
            throw CommandFailure(
                Words("«\(address)» không phải host:port", "«\(address)» is not host:port"), exitCode: .configuration)
        }
        return try HTTP2ClientTransport.Posix(
            target: .dns(host: String(address[..<colon]), port: port), transportSecurity: .plaintext)
    }
}
