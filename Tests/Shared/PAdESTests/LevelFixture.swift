import AuthoritySupport
import Clocks
import Foundation
import PAdES
import PDF
import PKI
import TestSupport
import Testing

/// Signers and raisers with the authorities of the tests, at the frozen time or at another.
struct LevelFixture {
    let services: TestServices
    let now: UTCInstant
    let authority: String
    /// `nil` lets the services use the clock of the machine, as referees do.
    let frozen: UTCInstant?

    static func frozen(at now: UTCInstant = TestServices.signing, authority: String = "tsa") async throws -> LevelFixture {
        LevelFixture(services: try await TestServices.shared(), now: now, authority: authority, frozen: now)
    }

    static func live(authority: String = "tsa") async throws -> LevelFixture {
        LevelFixture(services: try await TestServices.shared(), now: SystemClock().now(), authority: authority, frozen: nil)
    }

    private var clock: any UTCClock { self.frozen.map { FixedClock($0) } ?? SystemClock() }

    func client(_ urls: [String]? = nil) throws -> TimestampClient {
        let urls = urls ?? [self.services.url("tsa/\(self.authority)")]
        return TimestampClient(
            authorities: urls.map { TimestampAuthority(name: self.authority, url: $0) }, trust: try self.services.trust(),
            caller: self.services.caller(at: self.frozen), clock: self.clock, identifiers: SequentialIdentifiers())
    }

    func gatherer() -> RevocationGatherer {
        RevocationGatherer(
            caller: self.services.caller(at: self.frozen), clock: self.clock, identifiers: SequentialIdentifiers())
    }

    func raiser(_ urls: [String]? = nil, gatherer: RevocationGatherer? = nil) throws -> LevelRaiser {
        LevelRaiser(
            timestamps: try self.client(urls), gatherer: gatherer ?? self.gatherer(),
            issuers: IssuerFetcher(caller: self.services.caller(at: self.frozen)), trust: try self.services.trust(), clock: self.clock)
    }

    /// A paper signed by somebody.
    func sign(
        _ bytes: [UInt8] = TestPaper.blank, by name: String = "p256", key: String = "p256",
        scheme: SignatureScheme = .ecdsaP256SHA256, level: SignatureLevel = .basic, allowance: Int = 8_192,
        certification: CertifiedChanges? = nil
    ) async throws -> [UInt8] {
        let signer = try self.services.signer(name, key: key)
        let builder = try CMSBuilder(certificate: signer.certificate, chain: [try self.services.certificate("interm")], scheme: scheme)
        let outcome = try await LevelSigner(
            timestamps: level == .basic ? nil : try self.client(), timestampAllowance: allowance
        ).sign(bytes, request: SignatureRequest(signedAt: self.now, certification: certification, reservedBytes: 0), builder: builder) { attributes in
            try signer.sign(digest: attributes.digest, scheme: scheme)
        }
        return outcome.bytes
    }
}

extension [UInt8] {
    /// The signatures of a file.
    func signatures() throws -> [EmbeddedSignature] { try RevisionMap(PDFDocument(bytes: self)).signatures }
    /// The validation data of a file.
    func store() throws -> DocumentSecurityStore { try PDFDocument(bytes: self).securityStore() }
}
