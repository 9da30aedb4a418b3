public import Migrations

/// Names shared by everything in this module.
public enum Messaging {
    /// The exchange all events go through.
    public static let exchange = "hoso.events"

    /// The tables each service keeps its events, inbox, retries and quarantine in; numbered below 0100.
    public static var migrations: [Migration] {
        let files: [(String, [UInt8])] = [
            ("0001_create_event_log.sql", PackageResources._001_create_event_log_sql),
            ("0002_create_inbox_retries_quarantine.sql", PackageResources._002_create_inbox_retries_quarantine_sql),
            ("0003_add_monthly_partitions.sql", PackageResources._003_add_monthly_partitions_sql),
            ("0004_use_one_index_on_event_log.sql", PackageResources._004_use_one_index_on_event_log_sql),
        ]
        return files.compactMap { Migration(fileName: $0.0, contents: $0.1) }
    }
}
