public import ServiceKit

/// The gateway's own settings.
public struct GatewayConfiguration: Sendable {
    /// Address both ports listen on.
    public let address: String
    /// Port of HTTP; 0 picks a free one.
    public let httpPort: Int
    /// Port of gRPC over HTTP/2; 0 picks a free one.
    public let grpcPort: Int
    /// The largest upload. Unit: bytes.
    public let uploadLimitBytes: Int64

    static let addressSetting = Setting.text(
        "http.address", default: "127.0.0.1",
        purpose: "Address of the HTTP and gRPC ports. There is no sign-in yet: never an address strangers can reach.")
    static let httpPortSetting = Setting.integer(
        "http.port", in: 0...65535, default: 8080, purpose: "Port of HTTP/JSON and the pages; 0 = a free one.")
    static let grpcPortSetting = Setting.integer(
        "grpc.port", in: 0...65535, default: 8081, purpose: "Port of gRPC over HTTP/2; 0 = a free one.")
    static let uploadLimitSetting = Setting.integer(
        "upload.limit.mib", in: 1...4_096, default: 200, purpose: "Largest upload in MiB.")

    /// What ``ServiceHost`` is to read.
    public static let settings: [any AnySetting] = [
        addressSetting, httpPortSetting, grpcPortSetting, uploadLimitSetting,
    ]

    /// Takes the values that the host has read.
    public init(_ host: HostConfiguration) throws {
        self.init(
            address: try host.value(of: Self.addressSetting), httpPort: try host.value(of: Self.httpPortSetting),
            grpcPort: try host.value(of: Self.grpcPortSetting),
            uploadLimitBytes: Int64(try host.value(of: Self.uploadLimitSetting)) * 1_048_576)
    }

    /// Makes a configuration.
    public init(address: String = "127.0.0.1", httpPort: Int, grpcPort: Int, uploadLimitBytes: Int64 = 200 * 1_048_576) {
        self.address = address
        self.httpPort = httpPort
        self.grpcPort = grpcPort
        self.uploadLimitBytes = uploadLimitBytes
    }
}
