import Hummingbird
import Logging
import ServiceLifecycle

/// The admin port: `/livez`, `/readyz`, `/metrics`, `/version`. Never to be reachable by the public.
struct AdminServer {
    let service: String
    let readiness: Readiness
    let registry: PrometheusRegistry

    /// The server as a service.
    func application(address: String, port: Int, logger: Logger) -> some Service {
        let router = Router()
        // Answers as long as the process does; never touches database or broker, or one outage would restart everything.
        router.get("livez") { _, _ in "ok\n" }
        router.get("readyz") { request, _ in
            let answers = await self.readiness.answers()
            let ready = answers.allSatisfy { $0.failure == nil }
            let checks = answers.map {
                "\(JSONLogHandler.quoted($0.name)):\(JSONLogHandler.quoted($0.failure ?? "ok"))"
            }
            let body = "{\"ready\":\(ready),\"checks\":{\(checks.joined(separator: ","))}}\n"
            return Self.response(ready ? .ok : .serviceUnavailable, "application/json", body)
        }
        router.get("metrics") { _, _ in
            Self.response(.ok, "text/plain; version=0.0.4; charset=utf-8", self.registry.text())
        }
        router.get("version") { _, _ in
            Self.response(
                .ok, "application/json", "{\"service\":\(JSONLogHandler.quoted(self.service)),\"version\":\"\(Version.current)\"}\n")
        }
        return Application(
            router: router,
            configuration: .init(address: .hostname(address, port: port), serverName: nil),
            logger: logger)
    }

    private static func response(_ status: HTTPResponse.Status, _ type: String, _ body: String) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: body)))
    }
}
