import Records
import ServiceKit

@main struct RecordsMain {
    static func main() async {
        await ServiceHost.run(name: "records", build: RecordsService.build)
    }
}
