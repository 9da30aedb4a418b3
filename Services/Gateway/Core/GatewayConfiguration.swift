public import ServiceKit

/// The gateway's own settings.
public struct GatewayConfiguration: Sendable {
    /// Address HTTP listens on.
    public let httpAddress: String
    /// Port of HTTP; 0 picks a free one.
    public let httpPort: Int
    /// Address gRPC listens on; an IP address.
    public let grpcAddress: String
    /// Port of gRPC over HTTP/2; 0 picks a free one.
    public let grpcPort: Int
    /// The largest upload. Unit: bytes.
    public let uploadLimitBytes: Int64
    /// The shares of complete records to reach.
    let targets: LevelTargets
    /// Folder of uploads that are not whole yet; shared by all gateways that share the blobs.
    public let uploadFolder: String

    static let httpAddressSetting = Setting.text(
        "http.address", default: "127.0.0.1",
        purpose: "Address of the HTTP port. There is no sign-in yet: never an address strangers can reach.")
    static let grpcAddressSetting = Setting.text(
        "grpc.address", default: "127.0.0.1",
        purpose: "IP address of the gRPC port. There is no sign-in yet: never an address strangers can reach.")
    static let httpPortSetting = Setting.integer(
        "http.port", in: 0...65535, default: 8080, purpose: "Port of HTTP/JSON and the pages; 0 = a free one.")
    static let grpcPortSetting = Setting.integer(
        "grpc.port", in: 0...65535, default: 8081, purpose: "Port of gRPC over HTTP/2; 0 = a free one.")
    static let uploadLimitSetting = Setting.integer(
        "upload.limit.mib", in: 1...4_096, default: 200, purpose: "Largest upload in MiB.")

    static let departmentTargetSetting = Setting.integer(
        "target.department.percent", in: 0...100, default: 90, purpose: "Share of complete records of departments, in percent.")
    static let districtTargetSetting = Setting.integer(
        "target.district.percent", in: 0...100, default: 80, purpose: "Share of complete records of districts, in percent.")
    static let communeTargetSetting = Setting.integer(
        "target.commune.percent", in: 0...100, default: 30, purpose: "Share of complete records of communes, in percent.")

    /// What ``ServiceHost`` is to read.
    public static let settings: [any AnySetting] = [
        httpAddressSetting, httpPortSetting, grpcAddressSetting, grpcPortSetting, uploadLimitSetting,
        departmentTargetSetting, districtTargetSetting, communeTargetSetting,
    ]

    /// Takes the values that the host has read.
    public init(_ host: HostConfiguration) throws {
        self.init(
            httpAddress: try host.value(of: Self.httpAddressSetting), httpPort: try host.value(of: Self.httpPortSetting),
            grpcAddress: try host.value(of: Self.grpcAddressSetting), grpcPort: try host.value(of: Self.grpcPortSetting),
            uploadLimitBytes: Int64(try host.value(of: Self.uploadLimitSetting)) * 1_048_576,
            uploadFolder: "\(host.blobsDirectory)/uploads",
            targets: LevelTargets(
                department: try host.value(of: Self.departmentTargetSetting),
                district: try host.value(of: Self.districtTargetSetting),
                commune: try host.value(of: Self.communeTargetSetting)))
    }

    /// Makes a configuration.
    public init(
        httpAddress: String = "127.0.0.1", httpPort: Int, grpcAddress: String = "127.0.0.1", grpcPort: Int,
        uploadLimitBytes: Int64 = 200 * 1_048_576, uploadFolder: String
    ) {
        self.init(
            httpAddress: httpAddress, httpPort: httpPort, grpcAddress: grpcAddress, grpcPort: grpcPort,
            uploadLimitBytes: uploadLimitBytes, uploadFolder: uploadFolder,
            targets: LevelTargets(department: 90, district: 80, commune: 30))
    }

    private init(
        httpAddress: String, httpPort: Int, grpcAddress: String, grpcPort: Int, uploadLimitBytes: Int64, uploadFolder: String,
        targets: LevelTargets
    ) {
        self.httpAddress = httpAddress
        self.httpPort = httpPort
        self.grpcAddress = grpcAddress
        self.grpcPort = grpcPort
        self.uploadLimitBytes = uploadLimitBytes
        self.targets = targets
        self.uploadFolder = uploadFolder
    }
}
