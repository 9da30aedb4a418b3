import Directory
import ServiceKit

/// Runs the directory service.
@main
struct DirectoryMain {
    static func main() async {
        await ServiceHost.run(name: "directory", build: DirectoryService.build)
    }
}
