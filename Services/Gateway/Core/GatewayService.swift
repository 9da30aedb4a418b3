import BlobStore
import Clocks
import GRPCCore
import Hummingbird
import Logging
public import ServiceKit
public import ServiceLifecycle

/// The composition root of the gateway.
public enum GatewayService {
    /// What ``ServiceHost`` is to read for it.
    public static let settings = GatewayConfiguration.settings

    /// Builds what runs: the HTTP server and the gRPC server.
    public static func build(_ context: EdgeContext) async throws -> [any Service] {
        let configuration = try GatewayConfiguration(context.configuration)
        let http = HTTPEdge(
            backend: Backend(context.calls), blobs: context.blobs, configuration: configuration, clock: context.clock,
            identifiers: context.identifiers, logger: context.logger)
        let grpc = GRPCEdge(
            calls: context.calls, address: configuration.grpcAddress, port: configuration.grpcPort, logger: context.logger)
        let uploads = UploadExpiryService(
            folder: UploadFolder(path: configuration.uploadFolder), clock: context.clock, logger: context.logger)
        return [try http.service(), grpc, uploads]
    }
}
