/// What a document must carry so that a signature can be judged when the authorities are gone.
public struct ValidationMaterial: Hashable, Sendable {
    /// Certificates of the paths and of those who answered, DER, each once.
    public private(set) var certificates: [[UInt8]] = []
    /// OCSP answers, DER, each once.
    public private(set) var ocspAnswers: [[UInt8]] = []
    /// Revocation lists, DER, each once.
    public private(set) var revocationLists: [[UInt8]] = []
    /// What could not be had.
    public private(set) var debts: [RevocationDebt] = []
    /// Certificates that are revoked, with what proves it.
    public private(set) var revoked: [Certificate: RevocationFinding] = [:]

    /// Makes material without anything in it.
    public init() {}

    /// Whether nothing is missing.
    public var isComplete: Bool { self.debts.isEmpty }

    /// Takes a certificate in.
    public mutating func add(_ certificate: Certificate) {
        if !self.certificates.contains(certificate.derBytes) { self.certificates.append(certificate.derBytes) }
    }

    /// Takes in what came of asking about a certificate.
    public mutating func add(_ answer: RevocationAnswer, about certificate: Certificate) {
        switch answer {
        case .notNeeded: break
        case .debt(let debt): self.debts.append(debt)
        case .found(let finding):
            self.add(finding.signer)
            if finding.status.revokedSince != nil { self.revoked[certificate] = finding }
            switch finding.source {
            case .ocsp: if !self.ocspAnswers.contains(finding.derBytes) { self.ocspAnswers.append(finding.derBytes) }
            case .revocationList: if !self.revocationLists.contains(finding.derBytes) { self.revocationLists.append(finding.derBytes) }
            }
        }
    }

    /// Takes everything of other material in.
    public mutating func merge(_ other: ValidationMaterial) {
        for item in other.certificates where !self.certificates.contains(item) { self.certificates.append(item) }
        for item in other.ocspAnswers where !self.ocspAnswers.contains(item) { self.ocspAnswers.append(item) }
        for item in other.revocationLists where !self.revocationLists.contains(item) { self.revocationLists.append(item) }
        for debt in other.debts where !self.debts.contains(debt) { self.debts.append(debt) }
        self.revoked.merge(other.revoked) { first, _ in first }
    }
}
