import BlobStore
import Clocks
import DirectorySupport
import Foundation
import Messaging
import PDF
import PKI
import Postgres
import TestSupport

@testable import Signing
@testable import SigningDomain

/// A signing service on a schema of its own, with an authority, an officer and a paper to sign.
struct SigningBench {
    static let officer = "CB001"
    static let organization = "UBND phường Thử Nghiệm"

    let clock = FixedClock()
    let authority: DevelopmentAuthority
    let identity: DevelopmentIdentity
    let tools: SigningTools
    let roster = Roster(agencies: ["H99.11"])

    /// Runs a body with a bench whose officer's certificate is registered.
    @discardableResult
    static func with<R: Sendable>(_ body: (SigningBench) async throws -> R) async throws -> R {
        try await TestDatabase.withSchema(migrations: Messaging.migrations + SigningService.migrations) { client in
            try await TemporaryDirectory.with { directory in
                let bench = try SigningBench(client: client, blobs: FileSystemBlobStore(directory: directory))
                _ = try await bench.register(bench.identity)
                return try await body(bench)
            }
        }
    }

    private init(client: PostgresClient, blobs: any BlobStore) throws {
        let now = self.clock.now()
        self.authority = try DevelopmentAuthority(organization: Self.organization, now: now - .seconds(86_400))
        self.identity = try self.authority.issue(
            to: DevelopmentSubject(commonName: "Nguyễn Thị Hương", organization: Self.organization, identity: "CBCC:\(Self.officer)"),
            notBefore: now - .seconds(3_600), notAfter: now + .seconds(86_400))
        self.tools = SigningTools(
            configuration: try Self.configuration(anchors: [self.authority.root]), postgres: client, eventLog: EventLog(),
            blobs: blobs, clock: self.clock, identifiers: UUIDv7Source(),
            services: Self.nobody(trust: TrustStore(anchors: [self.authority.root]), clock: self.clock), posts: self.roster.posts)
    }

    /// No authority outside is configured, as at a desk without a network.
    static func nobody(trust: TrustStore, clock: any UTCClock) -> TrustServices {
        TrustServices(
            authorities: [], trust: trust, caller: ServiceCaller(timeout: .seconds(5)), patience: .seconds(5), clock: clock,
            identifiers: UUIDv7Source())
    }

    static func configuration(anchors: [PKI.Certificate], limitBytes: Int64 = 1 << 20, profiles: SignatureProfiles? = nil) throws -> SigningConfiguration {
        SigningConfiguration(
            trust: TrustStore(anchors: anchors), requestLifetime: .seconds(900), documentLimitBytes: limitBytes,
            font: try TrueTypeFont(contentsOf: "\(TrueTypeFont.liberationDirectory)/LiberationSans-Regular.ttf"),
            profiles: try profiles ?? SignatureProfileFile.builtIn(),
            templates: try DocumentTemplateFile.read(path: ""), documentFonts: try .liberationSerif())
    }

    /// The same service with another configuration.
    func tools(_ configuration: SigningConfiguration) -> SigningTools {
        SigningTools(
            configuration: configuration, postgres: self.tools.postgres, eventLog: self.tools.eventLog, blobs: self.tools.blobs,
            clock: self.tools.clock, identifiers: self.tools.identifiers, services: self.tools.services,
            posts: self.tools.posts)
    }

    func register(
        _ identity: DevelopmentIdentity, holder: String = Self.officer, kind: SignerKind = .person
    ) async throws -> RegisteredCertificate {
        try await RegisterCertificateHandler(tools: self.tools).handle(
            der: identity.certificate.derBytes, chain: identity.chain.map(\.derBytes), holder: holder, kind: kind)
    }

    /// A certificate of another kind, registered for the officer.
    func another(
        number: String = Self.officer, from: Duration = .seconds(-3_600), to: Duration = .seconds(86_400),
        kind: SignerKind = .person
    ) async throws -> DevelopmentIdentity {
        let now = self.clock.now()
        let identity = try self.authority.issue(
            to: DevelopmentSubject(commonName: "Trần Văn B", organization: Self.organization, identity: number),
            notBefore: now + from, notAfter: now + to)
        _ = try await self.register(identity, holder: number, kind: kind)
        return identity
    }

    /// An order for a paper that is in the blob store.
    func order(
        _ paper: [UInt8] = TestPaper.pdfA, key: String = "key-1", profile: String = "desk-copy",
        certificate: PKI.Certificate? = nil, kind: String = "digitization.paper"
    ) async throws -> SignatureOrder {
        SignatureOrder(
            idempotencyKey: key, subjectKind: kind, subjectID: SequentialIdentifiers.identifier(7),
            subjectKey: "H01.260305-0001", profile: profile, officer: Self.officer,
            certificateSHA256: (certificate ?? self.identity.certificate).sha256, document: try await self.tools.blobs.put(paper))
    }

    func prepare(_ order: SignatureOrder) async throws -> SignatureIntent {
        try await PrepareSignatureHandler(tools: self.tools).handle(order)
    }

    /// The value the officer's device gives for an intent (R38: here, outside the service).
    func value(_ intent: SignatureIntent, by identity: DevelopmentIdentity? = nil) throws -> [UInt8] {
        try (identity ?? self.identity).signer().sign(digest: intent.attributes.digest, scheme: intent.attributes.scheme)
    }

    func complete(_ intent: SignatureIntent) async throws -> SignedDocument {
        try await CompleteSignatureHandler(tools: self.tools).handle(intent.id, signature: self.value(intent))
    }

    /// A signed paper, as it lies in the blob store.
    func sign(_ paper: [UInt8] = TestPaper.pdfA, key: String = "key-1") async throws -> [UInt8] {
        let signed = try await self.complete(self.prepare(self.order(paper, key: key)))
        return try await self.tools.blobs.get(signed.document)
    }

    func verify(_ file: [UInt8]) async throws -> VerifyDocumentHandler.Answer {
        try await VerifyDocumentHandler(tools: self.tools).handle(self.tools.blobs.put(file))
    }

    /// The names of the events in the log, in their order.
    func events() async throws -> [String] {
        try await self.tools.postgres.query("SELECT name FROM event_log ORDER BY position").map { try $0.decode(column: 0, as: String.self) }
    }

    /// The states of all requests.
    func states() async throws -> [String] {
        try await self.tools.postgres.query("SELECT state FROM signature_requests ORDER BY id").map { try $0.decode(column: 0, as: String.self) }
    }
}
