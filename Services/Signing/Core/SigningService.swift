import HosoProto
import Logging
import Messaging
public import ServiceKit

/// The composition root of the signing service.
public enum SigningService {
    /// Builds the service out of what the host provides.
    ///
    /// - Throws: When a file the configuration names cannot be used.
    public static func build(_ context: ServiceContext) async throws -> ServiceDefinition {
        let configuration = try SigningConfiguration(context.configuration)
        let tools = SigningTools(
            configuration: configuration, postgres: context.postgres, eventLog: context.eventLog, blobs: context.blobs,
            clock: context.clock, identifiers: context.identifiers,
            services: try SigningConfiguration.services(
                context.configuration, trust: configuration.trust, clock: context.clock, identifiers: context.identifiers),
            posts: OfficerPosts(Hoso_Directory_V1_DirectoryService.Client(wrapping: context.calls)))
        let progressed = IncomingProgressedHandler(tools: tools)
        return ServiceDefinition(
            migrations: Self.migrations,
            rpc: [
                SigningRPC(tools: tools, logger: context.logger), DocumentRPC(tools: tools, logger: context.logger),
                ProcessRPC(postgres: context.postgres),
            ],
            subscriptions: [
                EventSubscription(queue: IncomingProgressedHandler.queue, event: IncomingProgressedHandler.event) { event, transaction in
                    try await progressed.handle(event, in: transaction)
                }
            ],
            background: [
                UpkeepService(tools: tools, logger: context.logger),
                RoundsService(name: "deadlines of documents", pause: configuration.deadlinePause, logger: context.logger) {
                    try await DeadlineWatch(tools: tools).round()
                },
            ])
    }
}
