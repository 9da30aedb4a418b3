import BlobStore
import Clocks
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// HTTP/JSON and the pages.
struct HTTPEdge {
    let backend: Backend
    let blobs: any BlobStore
    let configuration: GatewayConfiguration
    let clock: any UTCClock
    let identifiers: any IdentifierSource
    let logger: Logger

    /// The server.
    ///
    /// - Parameter onRunning: Told the port once the server listens.
    func service(onRunning: @escaping @Sendable (Int) -> Void = { _ in }) throws -> some Service {
        let logger = self.logger
        return Application(
            responder: try self.router().buildResponder(),
            server: .http1(configuration: .init(idleTimeout: .seconds(120))),
            configuration: .init(
                address: .hostname(self.configuration.httpAddress, port: self.configuration.httpPort), serverName: nil),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                logger.info("Taking HTTP requests", metadata: ["port": "\(port)"])
                onRunning(port)
            },
            logger: logger)
    }

    /// Every route.
    func router() throws -> EdgeRouter {
        let pages = try PageRenderer()
        let router = EdgeRouter(context: EdgeRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: EdgeMiddleware(identifiers: self.identifiers, pages: pages, logger: self.logger))
        FileRoutes(backend: self.backend, blobs: self.blobs, limitBytes: self.configuration.uploadLimitBytes).add(to: router)
        UploadRoutes(
            folder: UploadFolder(path: self.configuration.uploadFolder), blobs: self.blobs,
            limitBytes: self.configuration.uploadLimitBytes, identifiers: self.identifiers
        ).add(to: router)
        CaptureRoutes(backend: self.backend).add(to: router)
        DossierRoutes(backend: self.backend).add(to: router)
        PaperRoutes(backend: self.backend).add(to: router)
        SignatureRoutes(backend: self.backend).add(to: router)
        SignatureLists(backend: self.backend).add(to: router)
        IncomingRoutes(backend: self.backend).add(to: router)
        OutgoingRoutes(backend: self.backend).add(to: router)
        DelegationRoutes(backend: self.backend).add(to: router)
        RecordRoutes(backend: self.backend).add(to: router)
        KeepingRoutes(backend: self.backend).add(to: router)
        PlanRoutes(backend: self.backend).add(to: router)
        ArchiveRoutes(backend: self.backend).add(to: router)
        FilingRoutes(backend: self.backend).add(to: router)
        SearchRoutes(backend: self.backend).add(to: router)
        RightsRoutes(backend: self.backend).add(to: router)
        OwnerRoutes(backend: self.backend, pages: pages).add(to: router)
        ReportRoutes(backend: self.backend).add(to: router)
        PageRoutes(backend: self.backend, pages: pages, clock: self.clock, targets: self.configuration.targets).add(to: router)
        return router
    }
}
