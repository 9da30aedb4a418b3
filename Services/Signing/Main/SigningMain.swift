import ServiceKit
import Signing

/// The signing service as a process.
@main
struct SigningMain {
    static func main() async {
        await ServiceHost.run(name: "signing", settings: SigningConfiguration.settings, build: SigningService.build)
    }
}
