// swift-tools-version: 6.2
import PackageDescription

// The settings of every hand-written target: Swift 6 mode, no warning survives, and nothing of a
// dependency shows in a public signature by accident.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// MARK: Dependencies by short name

extension Target.Dependency {
    static let algorithms: Self = .product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
    static let argumentParser: Self = .product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asn1: Self = .product(name: "SwiftASN1", package: "swift-asn1")
    static let asyncHTTPClient: Self = .product(name: "AsyncHTTPClient", package: "async-http-client")
    static let configuration: Self = .product(name: "Configuration", package: "swift-configuration")
    static let crypto: Self = .product(name: "Crypto", package: "swift-crypto")
    static let deque: Self = .product(name: "DequeModule", package: "swift-collections")
    static let grpcCore: Self = .product(name: "GRPCCore", package: "grpc-swift-2")
    static let grpcHTTP2: Self = .product(name: "GRPCNIOTransportHTTP2", package: "grpc-swift-nio-transport")
    static let grpcInProcess: Self = .product(name: "GRPCInProcessTransport", package: "grpc-swift-2")
    static let grpcProtobuf: Self = .product(name: "GRPCProtobuf", package: "grpc-swift-protobuf")
    static let hummingbird: Self = .product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdTLS: Self = .product(name: "HummingbirdTLS", package: "hummingbird")
    static let lifecycle: Self = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let logging: Self = .product(name: "Logging", package: "swift-log")
    static let metrics: Self = .product(name: "Metrics", package: "swift-metrics")
    static let coreMetrics: Self = .product(name: "CoreMetrics", package: "swift-metrics")
    static let mustache: Self = .product(name: "Mustache", package: "swift-mustache")
    static let nioConcurrencyHelpers: Self = .product(name: "NIOConcurrencyHelpers", package: "swift-nio")
    static let nioCore: Self = .product(name: "NIOCore", package: "swift-nio")
    static let nioHTTP1: Self = .product(name: "NIOHTTP1", package: "swift-nio")
    static let nioEmbedded: Self = .product(name: "NIOEmbedded", package: "swift-nio")
    static let nioPosix: Self = .product(name: "NIOPosix", package: "swift-nio")
    static let nioSSL: Self = .product(name: "NIOSSL", package: "swift-nio-ssl")
    static let protobuf: Self = .product(name: "SwiftProtobuf", package: "swift-protobuf")
    static let subprocess: Self = .product(name: "Subprocess", package: "swift-subprocess")
    static let systemPackage: Self = .product(name: "SystemPackage", package: "swift-system")
    static let unixSignals: Self = .product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let x509: Self = .product(name: "X509", package: "swift-certificates")
}

// MARK: Declaring targets

func shared(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Shared/\(name)", resources: resources, swiftSettings: strict)
}

func system(_ name: String, pkgConfig: String?, apt: String) -> Target {
    .systemLibrary(name: name, path: "Shared/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func tests(_ name: String, path: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: path, resources: resources, swiftSettings: strict)
}

/// What every service's core may build on; a transport only in its composition root.
let serviceCore: [Target.Dependency] = [
    "BlobStore", "Clocks", "HosoProto", "Messaging", "Migrations", "Postgres", "ServiceKit",
    .grpcCore, .logging, .lifecycle, .protobuf,
]

/// The targets of one service: its rules, its core, its executable, and the tests of the first two.
func service(
    _ name: String,
    domain: [Target.Dependency] = [],
    core: [Target.Dependency] = [],
    tested: [Target.Dependency] = [],
    migrations: Bool = true,
    resources: [Resource] = []
) -> [Target] {
    let domainName = "\(name)Domain"
    return [
        .target(
            name: domainName, dependencies: ["Clocks"] + domain,
            path: "Services/\(name)/Domain", swiftSettings: strict),
        .target(
            name: name, dependencies: [.target(name: domainName)] + serviceCore + core,
            path: "Services/\(name)/Core",
            resources: (migrations ? [.embedInCode("Migrations")] : []) + resources,
            swiftSettings: strict),
        .executableTarget(
            name: "\(name)Main", dependencies: [.target(name: name), "ServiceKit"],
            path: "Services/\(name)/Main", swiftSettings: strict),
        tests("\(domainName)Tests", path: "Tests/\(name)/DomainTests", [.target(name: domainName), "Clocks", "TestSupport"] + domain),
        tests(
            "\(name)Tests", path: "Tests/\(name)/CoreTests",
            [.target(name: name), .target(name: domainName), "TestSupport"] + serviceCore + tested),
    ]
}

let package = Package(
    name: "hoso",
    platforms: [.macOS(.v15)],
    products: ["Directory", "Intake", "Digitization", "Signing", "Records", "Reporting", "Gateway"].map {
        .executable(name: "hoso-\($0.lowercased())", targets: ["\($0)Main"])
    } + [.executable(name: "hosoctl", targets: ["HosoctlMain"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-async-algorithms.git", from: "1.1.0"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0", traits: [.defaults, "YAML", "CommandLineArguments"]),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.39.0"),
        .package(url: "https://github.com/grpc/grpc-swift-2.git", from: "2.4.0"),
        .package(url: "https://github.com/grpc/grpc-swift-nio-transport.git", from: "2.9.0"),
        .package(url: "https://github.com/grpc/grpc-swift-protobuf.git", from: "2.4.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system.git", from: "1.8.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.0"),
    ],
    targets: [
        // MARK: System libraries
        system("CArchive", pkgConfig: "libarchive", apt: "libarchive-dev"),
        system("CLibPQ", pkgConfig: "libpq", apt: "libpq-dev"),
        system("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        system("CPKCS11", pkgConfig: nil, apt: "libp11-kit-dev"),
        system("CQPDF", pkgConfig: "libqpdf", apt: "libqpdf-dev"),
        system("CQREncode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
        system("CRabbitMQ", pkgConfig: "librabbitmq", apt: "librabbitmq-dev"),
        // tesseract.pc names its own dependencies as ours, so that we would be tied to one flavour of libcurl.
        system("CTesseract", pkgConfig: nil, apt: "libtesseract-dev"),
        system("CXLSXWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev"),
        system("CXML", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        system("CZBar", pkgConfig: "zbar", apt: "libzbar-dev"),

        // MARK: Shared
        shared("AMQP", ["CRabbitMQ", .deque, .lifecycle, .logging, .nioConcurrencyHelpers, .nioCore, .nioPosix, .nioSSL]),
        shared("Archive", ["CArchive", "CXML", "Clocks", .crypto], resources: [.embedInCode("Resources")]),
        shared("BlobStore", ["Clocks", .crypto]),
        shared("Clocks"),
        shared("GRPCAMQPTransport", ["AMQP", "Clocks", .deque, .grpcCore, .logging, .nioCore]),
        shared("HosoProto", [.grpcCore, .grpcProtobuf, .protobuf]),
        shared("Messaging", ["AMQP", "Clocks", "Migrations", "Postgres", .crypto, .deque, .lifecycle, .logging, .metrics, .nioCore], resources: [.embedInCode("Migrations")]),
        shared("Migrations", ["Postgres", .crypto, .logging]),
        shared("OCR", ["CQPDF", "CTesseract", "CZBar"]),
        shared("PDF", ["CQPDF", "CQREncode", "Clocks", .crypto], resources: [.embedInCode("Resources")]),
        shared("PAdES", ["Clocks", "PDF", "PKI"]),
        shared("PKI", ["COpenSSL", "CPKCS11", "Clocks", .asn1, .asyncHTTPClient, .crypto, .nioCore, .nioHTTP1, .x509]),
        shared("Postgres", ["CLibPQ", "Clocks", .deque, .lifecycle, .logging, .nioCore]),
        shared(
            "ServiceKit",
            [
                "AMQP", "BlobStore", "Clocks", "GRPCAMQPTransport", "HosoProto", "Messaging", "Migrations", "Postgres",
                .configuration, .coreMetrics, .grpcCore, .grpcProtobuf, .hummingbird, .lifecycle, .logging, .metrics, .nioCore, .nioSSL,
                .unixSignals, .protobuf, .systemPackage, .protobuf,
            ]),
        shared("Spreadsheet", ["CArchive", "CXLSXWriter", "CXML", "Clocks"]),
        .target(
            name: "TestSupport",
            dependencies: ["AMQP", "BlobStore", "Clocks", "Messaging", "Migrations", "Postgres", .logging],
            path: "Shared/TestSupport", swiftSettings: strict),

        // MARK: Tests of shared targets
        tests(
            "AMQPTests", path: "Tests/Shared/AMQPTests",
            [
                "AMQP", "CRabbitMQ", "TestSupport", .logging, .nioConcurrencyHelpers, .nioCore, .nioEmbedded, .nioPosix,
                .nioSSL, .subprocess]),
        .executableTarget(
            name: "ArchivePackProgram", dependencies: ["Archive", "Clocks", .crypto], path: "Tests/Shared/ArchivePackProgram",
            swiftSettings: strict),
        tests(
            "ArchiveTests", path: "Tests/Shared/ArchiveTests",
            ["Archive", "ArchivePackProgram", "Clocks", "TestSupport", .crypto, .subprocess, .systemPackage]),
        .executableTarget(
            name: "BlobPutProgram", dependencies: ["BlobStore", "Clocks"], path: "Tests/Shared/BlobPutProgram",
            swiftSettings: strict),
        tests(
            "BlobStoreTests", path: "Tests/Shared/BlobStoreTests",
            ["BlobPutProgram", "BlobStore", "Clocks", "TestSupport", .subprocess, .systemPackage]),
        tests("ClocksTests", path: "Tests/Shared/ClocksTests", ["Clocks"]),
        tests(
            "GRPCAMQPTransportTests", path: "Tests/Shared/GRPCAMQPTransportTests",
            ["AMQP", "Clocks", "GRPCAMQPTransport", "TestSupport", .grpcCore, .grpcHTTP2, .grpcInProcess, .logging, .nioCore, .subprocess]),
        tests(
            "MessagingTests", path: "Tests/Shared/MessagingTests",
            ["AMQP", "Clocks", "Messaging", "MessagingKillHost", "Migrations", "Postgres", "TestSupport", .logging, .nioCore]),
        .executableTarget(
            name: "MessagingKillHost", dependencies: ["AMQP", "Clocks", "Messaging", "Postgres", .logging],
            path: "Tests/Support/MessagingKillHost", swiftSettings: strict),
        tests("MigrationsTests", path: "Tests/Shared/MigrationsTests", ["Migrations", "Postgres", "TestSupport", .logging]),
        .executableTarget(
            name: "OCRWorkerProgram", dependencies: ["OCR"], path: "Tests/Shared/OCRWorkerProgram", swiftSettings: strict),
        tests("OCRTests", path: "Tests/Shared/OCRTests", ["CQREncode", "CTesseract", "OCR", "OCRWorkerProgram"]),
        .target(name: "PDFTestSupport", dependencies: ["Clocks", "PDF"], path: "Tests/Support/PDFTestSupport", swiftSettings: strict),
        tests("PDFTests", path: "Tests/Shared/PDFTests", ["PDF", "Clocks", "PDFTestSupport", "TestSupport", .subprocess]),
        .target(
            name: "AuthoritySupport", dependencies: ["Clocks", "PKI", .hummingbird, .logging, .nioCore, .subprocess],
            path: "Tests/Support/AuthoritySupport", swiftSettings: strict),
        .target(
            name: "DirectorySupport", dependencies: ["Clocks", "ServiceKit"], path: "Tests/Support/DirectorySupport", swiftSettings: strict),
        tests(
            "PAdESTests", path: "Tests/Shared/PAdESTests",
            ["AuthoritySupport", "Clocks", "PAdES", "PDF", "PDFTestSupport", "PKI", "TestSupport", .subprocess]),
        tests("PKITests", path: "Tests/Shared/PKITests", ["AuthoritySupport", "PKI", "PDF", "PDFTestSupport", "Clocks", "TestSupport", .asyncHTTPClient, .hummingbird, .hummingbirdTLS, .nioCore, .nioSSL, .subprocess, .systemPackage, .x509]),
        tests("PostgresTests", path: "Tests/Shared/PostgresTests", ["Clocks", "Postgres", "TestSupport", .logging, .subprocess]),
        tests(
            "ServiceKitTests", path: "Tests/Shared/ServiceKitTests",
            [
                "AMQP", "BlobStore", "Clocks", "GRPCAMQPTransport", "Messaging", "Postgres", "ServiceKit", "TestSupport", .coreMetrics,
                .grpcCore, .grpcInProcess, .lifecycle, .logging, .subprocess, .systemPackage,
            ]),
        tests("SpreadsheetTests", path: "Tests/Shared/SpreadsheetTests", ["Clocks", "Spreadsheet", .subprocess]),
        .target(
            name: "BrowserSupport", dependencies: [.subprocess], path: "Tests/Support/BrowserSupport", exclude: ["page.py"],
            swiftSettings: strict),
        tests(
            "SystemTests", path: "Tests/System",
            [
                "AMQP", "AuthoritySupport", "BrowserSupport", "Messaging", "PKI", "Postgres", "TestSupport", .logging, .nioCore, .subprocess,
                .systemPackage,
            ]),
    ]
        // MARK: Services
        + service("Directory", tested: [.grpcInProcess])
        + service("Intake", core: ["PDF", "Spreadsheet", .crypto], tested: ["Directory", "DirectorySupport", "PDF", "Spreadsheet", .grpcInProcess])
        + service(
            "Digitization", domain: ["Spreadsheet"], core: ["OCR", "PDF", "Spreadsheet"],
            tested: ["OCR", "OCRWorkerProgram", "PDF", "RecognitionKillHost", "Spreadsheet", .grpcInProcess])
        + [
            .executableTarget(
                name: "RecognitionKillHost", dependencies: ["BlobStore", "Clocks", "Digitization", "Messaging", "OCR", "Postgres", "ServiceKit", .lifecycle, .logging],
                path: "Tests/Support/RecognitionKillHost", swiftSettings: strict)
        ]
        + service(
            "Signing", core: ["PAdES", "PDF", "PKI", "Spreadsheet"],
            tested: ["AuthoritySupport", "DirectorySupport", "Hosoctl", "PAdES", "PDF", "PKI", "Spreadsheet", .grpcInProcess, .subprocess],
            resources: [.embedInCode("Profiles")])
        + service("Records", domain: ["Spreadsheet"], core: ["Archive", "PDF", "Spreadsheet"], tested: ["Archive", "Spreadsheet"])
        + service("Reporting")
        + service(
            "Gateway", core: [.grpcHTTP2, .hummingbird, .mustache, .nioCore, .nioPosix],
            tested: [
                "AMQP", "GRPCAMQPTransport", .asyncHTTPClient, .grpcHTTP2, .grpcInProcess, .hummingbird, .nioCore, .product(name: "NIOHTTP1", package: "swift-nio"), .subprocess,
            ], migrations: false)
        + [
            .target(
                name: "Hosoctl",
                dependencies: [
                    "AMQP", "Archive", "BlobStore", "Clocks", "HosoProto", "IntakeDomain", "Messaging", "PAdES", "PDF", "PKI", "Postgres", "RecordsDomain", "ServiceKit", "Spreadsheet",
                    .argumentParser, .asyncHTTPClient, .grpcCore, .grpcHTTP2, .logging, .nioCore, .nioHTTP1, .protobuf,
                ],
                path: "Services/Hosoctl/Core", swiftSettings: strict),
            .executableTarget(
                name: "HosoctlMain", dependencies: ["Hosoctl"],
                path: "Services/Hosoctl/Main", swiftSettings: strict),
            .executableTarget(
                name: "HosoBench",
                dependencies: [
                    "AMQP", "BlobStore", "Clocks", "GRPCAMQPTransport", "HosoProto", "Messaging", "Migrations", "PAdES", "PDF", "PKI",
                    "Postgres", "Records", "ServiceKit", .grpcCore, .grpcHTTP2, .grpcInProcess, .logging, .nioCore, .protobuf, .subprocess,
                    .systemPackage,
                ],
                path: "Tests/Benchmarks", exclude: ["Peers"], swiftSettings: strict),
            .executableTarget(
                name: "ScanBench", dependencies: ["Clocks", "DigitizationDomain", "OCR", "PDF", .subprocess],
                path: "Tests/ScanBench", exclude: ["pages.py"], swiftSettings: strict),
            .executableTarget(name: "ProtoLint", dependencies: [.protobuf], path: "Proto/Lint", swiftSettings: strict),
            tests("ProtoLintTests", path: "Tests/ProtoLintTests", ["ProtoLint", .protobuf]),
            tests(
                "HosoctlTests", path: "Tests/Hosoctl",
                [
                    "AMQP", "Archive", "BlobStore", "Clocks", "Digitization", "Directory", "Hosoctl", "HosoProto", "Intake", "Messaging", "Migrations", "PAdES", "PDF", "PKI", "Postgres",
                    "Records", "Reporting", "ServiceKit", "Signing", "TestSupport", .grpcCore,
                ]),
        ]
)
