import Foundation
import Hosoctl

/// Runs the operators' command line.
@main
struct HosoctlMain {
    static func main() async {
        exit(await HosoctlProgram.run())
    }
}
