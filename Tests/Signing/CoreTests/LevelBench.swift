import AuthoritySupport
import BlobStore
import Clocks
import DirectorySupport
import Foundation
import Logging
import Messaging
import PDF
import PKI
import Postgres
import TestSupport
import Testing

@testable import Signing
@testable import SigningDomain

/// A signing service among living authorities: timestamps, OCSP and revocation lists by certomancer.
struct LevelBench {
    static let officer = "CB001"

    let services: TestServices
    let trust: TrustStore
    let signer: SoftwareKeySigner
    let tools: SigningTools
    /// The frozen clock; `nil` when the machine's own is used, as referees do.
    let clock: FixedClock?

    /// Runs a body with a service and a registered certificate of the authorities.
    ///
    /// - Parameters:
    ///   - certificate: Its name in `authorities.yml`; the key is that of `p256`.
    ///   - kind: Whether it is entered as a person's or an organisation's.
    ///   - isLive: Whether everybody uses the clock of the machine.
    ///   - tsa: Where timestamps are asked for; `nil` for nowhere. The default is the authority `tsa`.
    @discardableResult
    static func with<R: Sendable>(
        _ certificate: String = "p256", as kind: SignerKind = .organisation, isLive: Bool = false, tsa: [String]? = nil, _ body: (LevelBench) async throws -> R
    ) async throws -> R {
        let services = try await TestServices.shared()
        return try await TestDatabase.withSchema(migrations: Messaging.migrations + SigningService.migrations) { client in
            try await TemporaryDirectory.with { directory in
                let clock = isLive ? nil : FixedClock(TestServices.signing)
                let trust = try services.trust()
                let tools = SigningTools(
                    configuration: try Self.configuration(trust), postgres: client, eventLog: EventLog(),
                    blobs: try FileSystemBlobStore(directory: directory), clock: clock ?? SystemClock(), identifiers: UUIDv7Source(),
                    services: Self.authorities(tsa ?? [services.url("tsa/tsa")], services, trust, clock), posts: Roster(agencies: [EnteredDocument.agency]).posts)
                let signer = try services.signer(certificate, key: "p256")
                let bench = LevelBench(services: services, trust: trust, signer: signer, tools: tools, clock: clock)
                try await bench.enter(kind)
                return try await body(bench)
            }
        }
    }

    /// An address where nobody listens.
    static let nowhere = "http://127.0.0.1:9/tsa"

    /// The same service with other timestamp authorities, or with revocation addresses that lead nowhere.
    func asking(_ tsa: [String]) -> SigningTools {
        SigningTools(
            configuration: self.tools.configuration, postgres: self.tools.postgres, eventLog: self.tools.eventLog,
            blobs: self.tools.blobs, clock: self.tools.clock, identifiers: self.tools.identifiers,
            services: Self.authorities(tsa, self.services, self.trust, self.clock), posts: self.tools.posts)
    }

    private static func authorities(
        _ tsa: [String], _ services: TestServices, _ trust: TrustStore, _ clock: FixedClock?
    ) -> TrustServices {
        TrustServices(
            authorities: tsa.map { TimestampAuthority(name: "tsa", url: $0) }, trust: trust,
            caller: services.caller(at: clock?.now()), patience: .seconds(100), clock: clock ?? SystemClock(),
            identifiers: UUIDv7Source())
    }

    private static func configuration(_ trust: TrustStore) throws -> SigningConfiguration {
        SigningConfiguration(
            trust: trust, requestLifetime: .seconds(900), documentLimitBytes: 1 << 22,
            font: try TrueTypeFont(contentsOf: "\(TrueTypeFont.liberationDirectory)/LiberationSans-Regular.ttf"),
            profiles: try SignatureProfileFile.builtIn(),
            templates: try DocumentTemplateFile.read(path: ""), documentFonts: try .liberationSerif())
    }

    /// The certificates of the authorities do not name officers, so they go past the registration.
    private func enter(_ kind: SignerKind) async throws {
        let entry = RegisteredCertificate(
            certificate: self.signer.certificate, chain: [try self.services.certificate("interm")], holder: Self.officer, kind: kind)
        let now = self.tools.clock.now()
        try await self.tools.postgres.withTransaction { transaction in
            try await CertificateStore(session: transaction).insert(entry, at: now)
            try await CertificateCheckStore(session: transaction).begin(entry.certificate.sha256, at: now)
        }
    }

    /// An order for an archival copy by the organisation, which is to reach B-LTA.
    func order(_ paper: [UInt8] = TestPaper.pdfA, key: String = "key-1") async throws -> SignatureOrder {
        var order = SignatureOrder(
            idempotencyKey: key, subjectKind: "records.copy", subjectID: SequentialIdentifiers.identifier(7),
            subjectKey: "H01.250601-0001", profile: "organisation-copy", officer: Self.officer,
            certificateSHA256: self.signer.certificate.sha256, document: try await self.tools.blobs.put(paper))
        order.issue.copyForm = "SAO Y"
        return order
    }

    func prepare(_ tools: SigningTools? = nil) async throws -> SignatureIntent {
        try await PrepareSignatureHandler(tools: tools ?? self.tools).handle(self.order())
    }

    /// Signs as far as the authorities of some tools answer.
    func sign(_ tools: SigningTools? = nil) async throws -> SignedDocument {
        let intent = try await self.prepare(tools)
        let value = try self.signer.sign(digest: intent.attributes.digest, scheme: intent.attributes.scheme)
        return try await CompleteSignatureHandler(tools: tools ?? self.tools).handle(intent.id, signature: value)
    }

    /// Lets the worker do one task.
    func work(_ tools: SigningTools? = nil) async throws -> Bool {
        try await UpkeepHandler(tools: tools ?? self.tools, logger: Logger(label: "test")).next()
    }

    func upkeep() async throws -> [UpkeepTask] {
        try await self.tools.postgres.withConnection { try await UpkeepStore(session: $0).list(withRenewals: true) }.map(\.task)
    }

    func report(_ signed: BlobReference) async throws -> KeptReport {
        let found = try await self.tools.postgres.withConnection { try await DocumentReportStore(session: $0).newest(of: signed.sha256) }
        return try #require(found)
    }

    func newest(_ signed: SignedDocument) async throws -> BlobReference {
        let found = try await self.tools.postgres.withConnection {
            try await SignedDocumentStore(session: $0).newestForm(ofRequest: signed.request)
        }
        return try #require(found)
    }

    func events() async throws -> [String] {
        try await self.tools.postgres.query("SELECT name FROM event_log ORDER BY position").map { try $0.decode(column: 0, as: String.self) }
    }
}
