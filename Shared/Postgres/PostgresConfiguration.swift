/// How to reach one database and how much of it to use.
public struct PostgresConfiguration: Sendable {
    /// The host name or address, or the folder of the Unix socket when it starts with `/`.
    public var host: String
    /// The TCP port. Range: 1...65535.
    public var port: Int
    /// The name of the database.
    public var database: String
    /// The role to sign in as.
    public var username: String
    /// The password, if the server asks for one.
    public var password: String?
    /// The one schema in which names without a schema are looked up. nil leaves it to the role.
    public var searchPath: String?
    /// How many connections the pool opens at most. Range: 1...
    public var maximumConnections: Int
    /// How many tasks may wait for a connection; the next one is told `.poolExhausted` at once.
    public var maximumWaiters: Int
    /// The name shown in `pg_stat_activity`.
    public var applicationName: String
    /// How long one connection attempt may take.
    public var connectTimeout: Duration
    /// How long a task waits for a connection while none comes back: the database is away or hangs.
    public var acquireTimeout: Duration
    /// How long a task waits at most while others ahead of it get their turn; not less than ``acquireTimeout``.
    public var queueTimeout: Duration
    /// How long a statement may run. nil means for ever.
    public var statementTimeout: Duration?
    /// How long an unused connection is kept.
    public var idleTimeout: Duration
    /// How many prepared statements each connection remembers. Range: 1...
    public var preparedStatementLimit: Int
    /// How often `withTransaction` runs its closure at most when the server asks to try again. Range: 1...
    public var transactionAttempts: Int
    /// Whether and how the connection is encrypted.
    public var tls: PostgresTLS

    /// Creates a configuration; everything that is not named here has a default that can be changed after.
    public init(
        host: String,
        port: Int = 5432,
        database: String,
        username: String,
        password: String? = nil,
        searchPath: String? = nil,
        maximumConnections: Int = 8,
        applicationName: String = "hoso",
        statementTimeout: Duration? = .seconds(30),
        tls: PostgresTLS = .disable
    ) {
        self.host = host
        self.port = port
        self.database = database
        self.username = username
        self.password = password
        self.searchPath = searchPath
        self.maximumConnections = maximumConnections
        self.maximumWaiters = 1024
        self.applicationName = applicationName
        self.connectTimeout = .seconds(5)
        self.acquireTimeout = .seconds(10)
        self.queueTimeout = .seconds(10)
        self.statementTimeout = statementTimeout
        self.idleTimeout = .seconds(60)
        self.preparedStatementLimit = 256
        self.transactionAttempts = 5
        self.tls = tls
    }
}

extension PostgresConfiguration: CustomStringConvertible, CustomDebugStringConvertible {
    /// Where the database is, without the password.
    public var description: String {
        "\(self.username)@\(self.host):\(self.port)/\(self.database)"
    }

    /// The same as ``description``.
    public var debugDescription: String { self.description }
}

extension PostgresConfiguration: CustomReflectable {
    /// Nothing but the description, so that `dump` does not show the password.
    public var customMirror: Mirror { Mirror(self, children: ["location": self.description]) }
}
