import Digitization
import Foundation
import ServiceKit

/// `hoso-digitization`: the service, or with `worker` as first argument one of its recognition workers.
@main struct DigitizationMain {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "worker" { exit(DigitizationService.runWorker(arguments: Array(arguments.dropFirst()))) }
        await ServiceHost.run(
            name: "digitization", arguments: arguments, settings: DigitizationConfiguration.settings,
            build: DigitizationService.build)
    }
}
