import BlobStore
import Clocks
import Digitization
import Foundation
import Logging
import Messaging
import OCR
import Postgres
import ServiceKit
import ServiceLifecycle

/// A process for tests that kill it. It runs what the digitization service does in the background and nothing else.
///
/// `RecognitionKillHost SCHEMA BLOB-FOLDER WORKER-PROGRAM NAME [WATCHED-FOLDER]`; the database comes from HOSO_TEST_….
@main
struct RecognitionKillHost {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let environment = ProcessInfo.processInfo.environment
        guard arguments.count == 5 || arguments.count == 6, let host = environment["HOSO_TEST_DATABASE_HOST"],
            let port = environment["HOSO_TEST_DATABASE_PORT"].flatMap({ Int($0) }),
            let name = environment["HOSO_TEST_DATABASE_NAME"], let user = environment["HOSO_TEST_DATABASE_USER"]
        else {
            FileHandle.standardError.write(Data("usage: see the source\n".utf8))
            exit(64)
        }
        let logger = Logger(label: "kill-host")
        let database = PostgresClient(
            configuration: PostgresConfiguration(
                host: host, port: port, database: name, username: user,
                password: environment["HOSO_TEST_DATABASE_PASSWORD"], searchPath: arguments[1]),
            logger: logger)
        var recognition = RecognitionConfiguration(executable: arguments[3], workers: 1)
        recognition.pageTimeout = .seconds(300)
        var configuration = DigitizationConfiguration(recognition: recognition)
        configuration.holder = arguments[4]
        configuration.lease = .seconds(4)
        if arguments.count == 6 {
            configuration.folders = [WatchedFolder(path: arguments[5], agencyCode: "H30.1", officerCode: "CB01")]
        }
        let service = DigitizationService.make(
            postgres: database, eventLog: EventLog(), blobs: try FileSystemBlobStore(directory: arguments[2]),
            clock: SystemClock(), identifiers: UUIDv7Source(), logger: logger, configuration: configuration)
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await database.run() }
            for background in service.background { group.addTask { try await background.run() } }
        }
    }
}
