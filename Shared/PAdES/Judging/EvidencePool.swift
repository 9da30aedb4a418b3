import Clocks
import PDF
import PKI

/// Everything that may help to judge the signatures of one document: certificates, OCSP answers, revocation lists.
///
/// Used by one validation on one task.
final class EvidencePool {
    /// More certificates than this do not help to build paths but only make it slow.
    static let certificateLimit = 512
    /// More statements than this are not looked at.
    static let statementLimit = 4_096

    /// One statement about revocation, unverified.
    struct Statement {
        enum Content {
            case ocsp(OCSPAnswer)
            case list(RevocationList)
        }

        let content: Content
        let origin: EvidenceOrigin
        /// Where the revision ends that holds the signature it came with; `nil` when it came with none.
        let embeddedEnd: Int?
    }

    /// A statement about a certificate, verified.
    struct Found {
        let finding: RevocationFinding
        let origin: EvidenceOrigin
        let embeddedEnd: Int?
    }

    private(set) var certificates: [Certificate] = []
    private var statements: [Statement] = []
    private var known: Set<[UInt8]> = []
    private var cache: [[UInt8]: [Found]] = [:]

    func add(certificates values: [[UInt8]]) {
        for bytes in values where self.certificates.count < Self.certificateLimit && self.known.insert(bytes).inserted {
            // What cannot be read cannot stand in a path.
            if let certificate = try? Certificate(derBytes: bytes) { self.certificates.append(certificate) }
        }
    }

    func add(ocspAnswers: [[UInt8]], revocationLists: [[UInt8]], origin: EvidenceOrigin, embeddedEnd: Int? = nil) {
        for bytes in ocspAnswers where self.statements.count < Self.statementLimit && self.known.insert(bytes).inserted {
            // What cannot be read says nothing; its absence shows as a missing statement.
            guard let answer = try? OCSPAnswer(derBytes: bytes) else { continue }
            self.add(certificates: answer.certificates)
            self.statements.append(Statement(content: .ocsp(answer), origin: origin, embeddedEnd: embeddedEnd))
        }
        for bytes in revocationLists where self.statements.count < Self.statementLimit && self.known.insert(bytes).inserted {
            guard let list = try? RevocationList(derBytes: bytes) else { continue }
            self.statements.append(Statement(content: .list(list), origin: origin, embeddedEnd: embeddedEnd))
        }
    }

    func add(_ store: DocumentSecurityStore, origin: EvidenceOrigin) {
        self.add(certificates: store.certificates)
        self.add(ocspAnswers: store.ocsps, revocationLists: store.crls, origin: origin)
    }

    /// Takes in what a signature or timestamp brought along; what cannot be read is left out.
    func add(_ message: CMSSignature, end: Int?) {
        self.add(certificates: message.certificates)
        guard let values = try? message.revocationValues() else { return }
        self.add(ocspAnswers: values.ocspAnswers, revocationLists: values.revocationLists, origin: .signature, embeddedEnd: end)
    }

    /// The statements about a certificate that its issuer stands for.
    func found(about certificate: Certificate, issuer: Certificate) -> [Found] {
        let key = certificate.sha256 + issuer.sha256
        if let known = self.cache[key] { return known }
        var result: [Found] = []
        for statement in self.statements {
            let finding: RevocationFinding
            do {
                switch statement.content {
                case .ocsp(let answer): finding = try answer.finding(for: certificate, issuer: issuer)
                case .list(let list): finding = try list.finding(for: certificate, issuer: issuer)
                }
            } catch {
                // It is about another certificate, or not the issuer's: no statement for this question.
                continue
            }
            result.append(Found(finding: finding, origin: statement.origin, embeddedEnd: statement.embeddedEnd))
        }
        self.cache[key] = result
        return result
    }
}
