import Clocks
import PKI
import Postgres
import SigningDomain
import TestSupport
import Testing

@testable import Signing

@Suite(.timeLimit(.minutes(10))) struct RegisterCertificateTests {
    @Test func `keeps a certificate with its chain and takes it again`() async throws {
        try await SigningBench.with { bench in
            let again = try await bench.register(bench.identity)

            #expect(again.certificate == bench.identity.certificate)
            #expect(again.chain == bench.identity.chain)
            #expect(again.kind == .person)
        }
    }

    @Test func `refuses a holder the certificate does not name`() async throws {
        try await SigningBench.with { bench in
            await #expect(throws: SigningRefusal.holderNotInCertificate) { _ = try await bench.register(bench.identity, holder: "CB002") }
        }
    }

    @Test func `refuses another purpose for a registered certificate`() async throws {
        try await SigningBench.with { bench in
            await #expect(throws: SigningRefusal.registeredOtherwise) { _ = try await bench.register(bench.identity, kind: .organisation) }
        }
    }

    @Test func `refuses bytes that are no certificate and an authority's certificate`() async throws {
        try await SigningBench.with { bench in
            let handler = RegisterCertificateHandler(tools: bench.tools)

            await #expect(throws: SigningRefusal.unreadableCertificate) {
                _ = try await handler.handle(der: [1, 2, 3], chain: [], holder: "CB001", kind: .person)
            }
            await #expect(throws: SigningRefusal.malformed("holder")) {
                _ = try await handler.handle(der: [1, 2, 3], chain: [], holder: "", kind: .person)
            }
        }
    }

    @Test func `lists the certificates of a holder, latest end first`() async throws {
        try await SigningBench.with { bench in
            let later = try await bench.another(to: .seconds(20 * 86_400))
            _ = try await bench.another(number: "CB002")

            let listed = try await bench.tools.postgres.withConnection { try await CertificateStore(session: $0).list(holder: "CB001") }

            #expect(listed.map(\.certificate) == [later.certificate, bench.identity.certificate])
        }
    }
}
