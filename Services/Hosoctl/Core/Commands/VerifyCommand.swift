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
            Chỉ đọc / reads only. I1 điều đã hứa · I2 trạng thái hồ sơ · I3 tệp · I4 mã · I5 sự kiện · I6 con trỏ phát · \
            I7 nhật ký · I8 chữ ký · I9 cách ly · I10 không kẹt · I11 thời gian · I12 không lộ bí mật · I13 tài nguyên.
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
        let trust = try Self.trust(self.anchors ?? environment.directory.map { "\($0)/pki/root.pem" })
        let store = try self.store(environment)
        let definitions = try BrokerDefinitions.read(self.broker.definitions, environment)
        let broker = try self.broker.configuration(environment)
        let wait = Duration.seconds(self.wait)
        let grace = Duration.seconds(self.graceHours * 3600)
        let isClean = try await PostgresClient.with(try self.database.configuration(environment)) { client in
            let context = VerifyContext(
                database: client, schemas: ServiceSchemas(), blobs: store, trust: trust, definitions: definitions,
                queue: { try await Self.state(of: $0, broker) }, clock: SystemClock(), grace: grace,
                installation: environment.directory)
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

    /// The trusted authorities in a PEM file.
    ///
    /// - Throws: ``CommandFailure`` with exit code 78 when no file is named, it cannot be read or holds no certificate.
    static func trust(_ path: String?) throws(CommandFailure) -> TrustStore {
        let mend = Words("dùng --anchors TỆP", "use --anchors FILE")
        guard let path else {
            throw CommandFailure(
                Words("Chưa biết các CA tin cậy", "it is not known which authorities are trusted"), mend: mend, exitCode: .configuration)
        }
        do {
            return TrustStore(anchors: try PKI.Certificate.reading(pem: String(contentsOfFile: path, encoding: .utf8)))
        } catch {
            throw CommandFailure(
                Words("Không đọc được các CA tin cậy trong \(path)", "the trusted authorities in \(path) cannot be read: \(error)"),
                mend: mend, exitCode: .configuration)
        }
    }

    private func store(_ environment: SuiteEnvironment) throws -> FileSystemBlobStore {
        let path = try self.blobs ?? environment.required("HOSO_BLOBS_DIRECTORY")
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(Words("Không có thư mục tệp \(path)", "there is no folder \(path)"), exitCode: .configuration)
        }
        return try FileSystemBlobStore(directory: path)
    }

    private static func state(of queue: String, _ configuration: AMQPConfiguration) async throws -> QueueState {
        try await AMQPClient.with(configuration) { QueueState(try await $0.status(ofQueue: queue)) }
    }
}
