public import NIOSSL

/// Where the broker is and how to speak with it.
public struct AMQPConfiguration: Sendable {
    /// How long to wait between attempts to connect: full jitter between zero and a growing bound.
    public struct Backoff: Hashable, Sendable {
        /// The bound of the first wait.
        public var initial: Duration
        /// The bound no wait exceeds.
        public var maximum: Duration

        /// Makes a back-off whose bound doubles from `initial` to `maximum`.
        public init(initial: Duration = .milliseconds(100), maximum: Duration = .seconds(15)) {
            self.initial = initial
            self.maximum = maximum
        }
    }

    /// Name or address of the broker.
    public var host: String
    /// TCP port; 5672, or 5671 with TLS.
    public var port: Int
    /// The virtual host.
    public var virtualHost: String
    /// The broker user.
    public var username: String
    /// Its password.
    public var password: String
    /// The heartbeat to ask for, in whole seconds; zero leaves it to the broker.
    public var heartbeat: Duration
    /// The name the broker's management shows.
    public var connectionName: String
    /// TLS, or `nil` for plain TCP.
    public var tls: TLSConfiguration?
    /// How long TCP, TLS and the AMQP handshake may take together.
    public var connectTimeout: Duration
    /// How long the broker may take to answer a declaration or subscription.
    public var requestTimeout: Duration
    /// How long a graceful close waits for outstanding confirms and the broker's goodbye.
    public var closeTimeout: Duration
    /// How long a broker that could not be reached before is left alone once it answers again.
    public var settle: Duration = .milliseconds(1_500)
    /// How to wait between attempts to connect.
    public var backoff: Backoff
    /// The largest frame to ask for. Unit: bytes. Range: `4096...`.
    public var maximumFrameBytes: UInt32
    /// The largest body to accept or send. Unit: bytes.
    public var maximumBodyBytes: Int
    /// How many publishes may be unconfirmed on the wire; further callers wait their turn.
    public var maximumInFlight: Int
    /// Called for a returned message that no waiting publish belongs to (`publishUnconfirmed`).
    public var onUnmatchedReturn: (@Sendable (AMQPReturn) -> Void)?

    /// Makes a configuration with defaults for everything but who and where.
    public init(
        host: String,
        port: Int = 5672,
        virtualHost: String = "/",
        username: String,
        password: String,
        heartbeat: Duration = .seconds(20),
        connectionName: String = "hoso",
        tls: TLSConfiguration? = nil
    ) {
        self.host = host
        self.port = port
        self.virtualHost = virtualHost
        self.username = username
        self.password = password
        self.heartbeat = heartbeat
        self.connectionName = connectionName
        self.tls = tls
        self.connectTimeout = .seconds(10)
        self.requestTimeout = .seconds(30)
        self.closeTimeout = .seconds(10)
        self.backoff = Backoff()
        self.maximumFrameBytes = 131_072
        self.maximumBodyBytes = 16 * 1_024 * 1_024
        self.maximumInFlight = 4_096
    }
}

extension AMQPConfiguration: CustomStringConvertible {
    /// Host, port, virtual host and user; never the password.
    public var description: String {
        "amqp\(self.tls == nil ? "" : "s")://\(self.username)@\(self.host):\(self.port)/\(self.virtualHost)"
    }
}
