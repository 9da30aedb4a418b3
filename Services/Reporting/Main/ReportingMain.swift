import Reporting
import ServiceKit

@main struct ReportingMain {
    static func main() async {
        await ServiceHost.run(name: "reporting", build: ReportingService.build)
    }
}
