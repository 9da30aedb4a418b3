import Logging
import ServiceLifecycle

/// The life of a service without a schema.
struct EdgeService: Service {
    let services: [any Service]
    let bus: Bus
    let readiness: Readiness
    let logger: Logger

    func run() async throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: self.services.map { .init(service: $0) }, logger: self.logger))
        self.readiness.started(with: [self.bus.readiness])
        try await withGracefulShutdownHandler {
            try await group.run()
        } onGracefulShutdown: {
            self.readiness.stopping()
        }
    }
}
