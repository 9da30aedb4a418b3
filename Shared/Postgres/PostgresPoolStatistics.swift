/// How a pool is used at one moment.
public struct PostgresPoolStatistics: Hashable, Sendable {
    /// Connections that nobody uses.
    public var idle: Int
    /// Connections that are lent.
    public var lent: Int
    /// Connections that are being opened.
    public var opening: Int
    /// Tasks that wait for a connection.
    public var waiting: Int
}
