public import Clocks
public import PDF
public import PKI

/// Judges every signature and timestamp of a PDF, one's own or somebody else's, and what happened to it afterwards.
///
/// Works without asking anybody: what is needed comes with the signatures, stands in `/DSS`, or is given by the caller.
/// ``validate(_:at:material:recorded:gathering:)`` asks the authorities for what is missing. Ends on any input; a file that
/// cannot be read gets a report that says so.
///
/// Concurrency: safe from any task; blocking: no, only computing.
///
/// Source: EN 319 102-1; ISO 32000-2, 12.8.
public struct DocumentValidator: Sendable {
    /// Whom to trust.
    public let trust: TrustStore
    /// What is demanded.
    public let policy: ValidationPolicy

    /// Makes a validator.
    public init(trust: TrustStore, policy: ValidationPolicy = .standard) {
        self.trust = trust
        self.policy = policy
    }

    /// Judges a file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - now: The time of judging.
    ///   - material: Certificates and statements about revocation from outside the document.
    ///   - recorded: When this suite completed signatures, by the SHA-256 of their CMS; counts as proof of existence.
    public func validate(
        _ bytes: [UInt8], at now: UTCInstant, material: DocumentSecurityStore = DocumentSecurityStore(),
        recorded: [[UInt8]: UTCInstant] = [:]
    ) -> DocumentReport {
        let document: PDFDocument
        do {
            document = try PDFDocument(bytes: bytes)
        } catch {
            return self.unreadable(DigestAlgorithm.sha256.digest(bytes), bytes.count, at: now, error)
        }
        return self.validate(document, at: now, material: material, recorded: recorded)
    }

    /// Judges a document that is open already, for instance from a file, which is then held in memory once.
    ///
    /// - Parameters:
    ///   - document: The whole file.
    ///   - now: The time of judging.
    ///   - material: Certificates and statements about revocation from outside the document.
    ///   - recorded: As in ``validate(_:at:material:recorded:)-([UInt8],_,_,_)``.
    public func validate(
        _ document: PDFDocument, at now: UTCInstant, material: DocumentSecurityStore = DocumentSecurityStore(),
        recorded: [[UInt8]: UTCInstant] = [:]
    ) -> DocumentReport {
        let map: RevisionMap
        do {
            map = try RevisionMap(document)
        } catch {
            return self.unreadable(document.sha256(), document.byteCount, at: now, error)
        }
        guard map.signatures.count <= self.policy.signatureLimit else {
            let error = PDFError(code: .tooLarge, message: "the document has \(map.signatures.count) signatures")
            return self.unreadable(document.sha256(), document.byteCount, at: now, error)
        }
        var judging = DocumentJudging(
            validator: self, document: document, map: map, now: now, material: material, recorded: recorded)
        return judging.report()
    }

    /// Judges a file; when statements about revocation are missing, asks for them and judges once more.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - now: The time of judging.
    ///   - material: Certificates and statements about revocation from outside the document.
    ///   - recorded: As in ``validate(_:at:material:recorded:)-([UInt8],_,_,_)``.
    ///   - gatherer: Whom to ask; only addresses in certificates with a path to an anchor are asked.
    /// - Returns: The report; what could not be had is still listed as debt.
    public func validate(
        _ bytes: [UInt8], at now: UTCInstant, material: DocumentSecurityStore = DocumentSecurityStore(),
        recorded: [[UInt8]: UTCInstant] = [:], gathering gatherer: RevocationGatherer
    ) async -> DocumentReport {
        let first = self.validate(bytes, at: now, material: material, recorded: recorded)
        guard !first.debts.isEmpty else { return first }
        let gathered = await gatherer.mend(first.debts)
        let more = DocumentSecurityStore(
            certificates: material.certificates + gathered.certificates, ocsps: material.ocsps + gathered.ocspAnswers,
            crls: material.crls + gathered.revocationLists)
        return self.validate(bytes, at: now, material: more, recorded: recorded)
    }

    private func unreadable(_ sha256: [UInt8], _ count: Int, at now: UTCInstant, _ error: PDFError) -> DocumentReport {
        DocumentReport(
            indication: .indeterminate, subIndication: .signedDataNotFound, detail: error.message, judgedAt: now,
            sha256: sha256, sizeBytes: count, signatures: [], fault: error)
    }
}
