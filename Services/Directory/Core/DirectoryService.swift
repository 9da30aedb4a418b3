public import Clocks
import GRPCCore
import HosoProto
public import Logging
public import Messaging
public import Migrations
public import Postgres
public import ServiceKit

/// The directory service: agencies, people, posts, the working calendar and code lists, valid in time.
public enum DirectoryService {
    /// Builds the service for its host.
    @Sendable
    public static func build(_ context: ServiceContext) async throws -> ServiceDefinition {
        self.make(
            postgres: context.postgres, eventLog: context.eventLog, clock: context.clock,
            identifiers: context.identifiers, logger: context.logger)
    }

    /// Builds the service from the parts it really needs; tests call this too.
    public static func make(
        postgres: PostgresClient,
        eventLog: EventLog,
        clock: any UTCClock,
        identifiers: any IdentifierSource,
        logger: Logger
    ) -> ServiceDefinition {
        let store = DirectoryStore(client: postgres, eventLog: eventLog)
        let rpc = DirectoryRPC(
            store: store,
            importProvince: ImportProvinceHandler(
                store: store, clock: clock, identifiers: identifiers, logger: logger),
            clock: clock)
        return ServiceDefinition(
            migrations: self.migrations, rpc: [rpc], methodsOnConnectionThread: self.methodsOnConnectionThread)
    }

    /// The questions whose answer is bounded: one row, a page of agencies, the exceptions of a calendar. They ask the database and do nothing else.
    ///
    /// Not here: the import, and what has as many rows as there are agencies, people or codes.
    static var methodsOnConnectionThread: [MethodDescriptor] {
        typealias Method = Hoso_Directory_V1_DirectoryService.Method
        return [
            Method.GetAgency.descriptor, Method.ListAgencies.descriptor, Method.GetPerson.descriptor,
            Method.GetCalendar.descriptor,
        ]
    }

    /// The tables of the directory, numbered after those of messaging.
    public static var migrations: [Migration] {
        [("0100_create_directory.sql", PackageResources._100_create_directory_sql)]
            .compactMap { Migration(fileName: $0.0, contents: $0.1) }
    }
}
