import AMQP
import ArgumentParser
import BlobStore
import Clocks
import Foundation
import PKI
import Postgres

/// Checks that the promises of the suite hold.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Kiểm tra các bất biến trên dữ liệu thật / check the invariants over the real data.",
        discussion: """
            Chỉ đọc / reads only. I2 trạng thái hồ sơ · I3 tệp · I4 mã · I5 sự kiện · I6 con trỏ phát · I8 chữ ký.
            Mã thoát 1 khi có vi phạm / exit code 1 when one is broken.
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var broker: BrokerOptions
    @Option(help: "Số giây chờ sự kiện đang trên đường / seconds events may be on their way.")
    var wait = 5
    @Option(help: "Số giờ tệp chưa ai tham chiếu được giữ / hours a file may be without a reference.")
    var graceHours = 24
    @Option(help: "Thư mục tệp / folder of the file store (HOSO_BLOBS_DIRECTORY).")
    var blobs: String?
    @Option(help: "Tệp PEM các CA tin cậy / trusted authorities (HOSO_DIR/pki/root.pem).")
    var anchors: String?
    @Option(help: "Chỉ các bất biến này, ví dụ I2,I5 / only these.")
    var only: String?

    func run() async throws {
        let environment = SuiteEnvironment()
        let invariants = try self.chosen()
        let trust = try self.trust(environment)
        let store = try self.store(environment)
        let definitions = try BrokerDefinitions.read(self.broker.definitions, environment)
        let broker = try self.broker.configuration(environment)
        let wait = Duration.seconds(self.wait)
        let grace = Duration.seconds(self.graceHours * 3600)
        let isClean = try await PostgresClient.with(try self.database.configuration(environment)) { client in
            let context = VerifyContext(
                database: client, schemas: ServiceSchemas(), blobs: store, trust: trust, definitions: definitions,
                depth: { await Self.depth(of: $0, broker) }, clock: SystemClock(), grace: grace)
            return try await Verifier(context: context, console: .standard).run(invariants, wait: wait)
        }
        if !isClean { throw ExitCode.findings }
    }

    private func chosen() throws -> [any Invariant] {
        guard let only = self.only else { return Verifier.invariants }
        let wanted = Set(only.split(separator: ",").map(String.init))
        let found = Verifier.invariants.filter { wanted.contains($0.id) }
        guard found.count == wanted.count else {
            throw ValidationError("--only: \(Verifier.invariants.map(\.id).joined(separator: ", "))")
        }
        return found
    }

    private func trust(_ environment: SuiteEnvironment) throws -> TrustStore {
        guard let path = self.anchors ?? environment.directory.map({ "\($0)/pki/root.pem" }),
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        else {
            throw CommandFailure(
                Words("Không đọc được CA tin cậy", "the trusted authorities cannot be read"),
                mend: Words("dùng --anchors TỆP", "use --anchors FILE"), exitCode: .configuration)
        }
        return TrustStore(anchors: try PKI.Certificate.reading(pem: text))
    }

    private func store(_ environment: SuiteEnvironment) throws -> FileSystemBlobStore {
        let path = try self.blobs ?? environment.required("HOSO_BLOBS_DIRECTORY")
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(Words("Không có thư mục tệp \(path)", "there is no folder \(path)"), exitCode: .configuration)
        }
        return try FileSystemBlobStore(directory: path)
    }

    /// Messages ready in a queue; nil when the broker is away, which only means that nothing can be excused.
    private static func depth(of queue: String, _ configuration: AMQPConfiguration) async -> Int? {
        try? await AMQPClient.with(configuration) { Int(try await $0.status(ofQueue: queue).messageCount) }
    }
}
