import Clocks
import PDF
import PKI

/// The statements about revocation that a document carries, read once.
struct CarriedStatements {
    private let answers: [OCSPAnswer]
    private let lists: [RevocationList]

    /// Takes what can be read; the rest helps nobody and is left out.
    init(_ store: DocumentSecurityStore) {
        self.answers = store.ocsps.compactMap { try? OCSPAnswer(derBytes: $0) }
        self.lists = store.crls.compactMap { try? RevocationList(derBytes: $0) }
    }

    /// Whether something carried was stated after a time.
    func states(about certificate: Certificate, issuer: Certificate, since instant: UTCInstant) -> Bool {
        if certificate.needsNoRevocationCheck { return true }
        return self.findings(certificate, issuer).contains { $0.status != .unknown && $0.thisUpdate >= instant }
    }

    /// Whether something carried was in force at a time.
    func states(about certificate: Certificate, issuer: Certificate, validAt instant: UTCInstant) -> Bool {
        self.findings(certificate, issuer).contains { $0.status != .unknown && $0.isFresh(at: instant) }
    }

    /// A statement that is about another certificate or does not hold is none.
    private func findings(_ certificate: Certificate, _ issuer: Certificate) -> [RevocationFinding] {
        self.answers.compactMap { try? $0.finding(for: certificate, issuer: issuer) }
            + self.lists.compactMap { try? $0.finding(for: certificate, issuer: issuer) }
    }
}
