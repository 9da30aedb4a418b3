/// Where a remote signing service is and with which right a key is used there.
public struct RemoteSignerConfiguration: Sendable {
    /// The address before `/csc/v2`, such as `https://sign.example.vn/api`. Without encryption only for this machine.
    public var baseURL: String
    /// The identifier of the key at the service.
    public var credentialID: String
    /// The access token that the service's own sign-in gave (OAuth 2.0 bearer, RFC 6750).
    public var accessToken: PIN
    /// The holder's PIN, if the service asks for one before signing.
    public var pin: PIN?
    /// How long one call may take. A service that asks the holder's telephone needs a minute.
    public var timeout: Duration
    /// Calls made at the same time.
    public var parallelCalls: Int
    /// Digests in one call, at most what the service allows.
    public var digestsPerCall: Int

    /// Describes a service.
    public init(
        baseURL: String, credentialID: String, accessToken: PIN, pin: PIN? = nil, timeout: Duration = .seconds(60),
        parallelCalls: Int = 4, digestsPerCall: Int = 100
    ) {
        self.baseURL = baseURL
        self.credentialID = credentialID
        self.accessToken = accessToken
        self.pin = pin
        self.timeout = timeout
        self.parallelCalls = parallelCalls
        self.digestsPerCall = digestsPerCall
    }
}
