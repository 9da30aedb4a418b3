import Intake
import ServiceKit

/// Runs the intake service.
@main
struct IntakeMain {
    static func main() async {
        await ServiceHost.run(name: "intake", settings: DeadlineConfiguration.settings, build: IntakeService.build)
    }
}
