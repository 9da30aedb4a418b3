import Gateway
import ServiceKit

@main struct GatewayMain {
    static func main() async {
        await ServiceHost.runEdge(name: "gateway", settings: GatewayService.settings, build: GatewayService.build)
    }
}
