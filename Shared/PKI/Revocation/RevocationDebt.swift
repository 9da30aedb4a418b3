public import Clocks

/// Revocation information that could not be had: recorded, shown, and mended later, never hidden.
public struct RevocationDebt: Hashable, Sendable {
    /// The certificate in question.
    public let certificate: Certificate
    /// Its issuer.
    public let issuer: Certificate
    /// When it was asked for in vain.
    public let since: UTCInstant
    /// Who was asked and what happened; empty when the certificate names nobody to ask.
    public let attempts: [ServiceFault]

    /// Makes a debt.
    public init(certificate: Certificate, issuer: Certificate, since: UTCInstant, attempts: [ServiceFault]) {
        self.certificate = certificate
        self.issuer = issuer
        self.since = since
        self.attempts = attempts
    }
}

extension RevocationDebt: CustomStringConvertible {
    /// The certificate and every attempt.
    public var description: String {
        let reasons = self.attempts.map(\.description)
        let text = reasons.isEmpty ? "it names no service to ask" : reasons.joined(separator: "; ")
        return "certificate \(self.certificate.serialNumberHex): \(text)"
    }
}
