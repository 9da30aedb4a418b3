public import Clocks
public import PDF
public import PKI

/// Brings signed documents to higher levels: timestamps, evidence, archival timestamps and their renewal.
///
/// Everything is an incremental update; a signature timestamp goes into the padding of the newest signature when it
/// fits, otherwise a document timestamp takes its place. Missing evidence never raises a level: it is reported as debt,
/// and raising again later mends it.
///
/// Source: EN 319 142-1, 5.4.2 (DSS), 5.4.3 (document timestamp) and 6 (levels).
public struct LevelRaiser: Sendable {
    private let timestamps: TimestampClient
    private let gatherer: RevocationGatherer
    private let issuers: IssuerFetcher?
    private let trust: TrustStore
    private let clock: any UTCClock
    private let limits: PDFLimits

    /// Makes a raiser.
    ///
    /// - Parameters:
    ///   - timestamps: Where trusted times come from.
    ///   - gatherer: Where revocation information comes from.
    ///   - issuers: Fetches issuers that a file forgot; `nil` asks nobody.
    ///   - trust: Whom signers and timestamp authorities must lead to.
    ///   - clock: Our own time.
    ///   - limits: What documents are accepted.
    public init(
        timestamps: TimestampClient, gatherer: RevocationGatherer, issuers: IssuerFetcher? = nil, trust: TrustStore,
        clock: any UTCClock, limits: PDFLimits = .standard
    ) {
        self.timestamps = timestamps
        self.gatherer = gatherer
        self.issuers = issuers
        self.trust = trust
        self.clock = clock
        self.limits = limits
    }

    /// Brings a signed document to a level; what it has already is kept.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - level: The level that is wanted.
    /// - Returns: The document with the level that was reached, which is lower than wanted when something is owed.
    /// - Throws: ``PAdESError``; when no authority gives a timestamp, nothing is changed.
    public func raise(_ bytes: [UInt8], to level: SignatureLevel) async throws(PAdESError) -> LevelOutcome {
        var bytes = bytes
        let parts = try SignedPart.reading(try LevelSigner.opening(bytes, self.limits))
        guard parts.contains(where: { $0.signature != nil }) else { throw .notSigned }
        guard level != .basic else { return LevelOutcome(bytes: bytes, level: .basic) }

        if Self.lacksTime(parts) { bytes = try await self.addingTime(bytes, parts) }
        guard level != .timestamped else { return LevelOutcome(bytes: bytes, level: .timestamped) }
        return try await self.addingEvidence(bytes, archival: level == .archival)
    }

    /// Puts evidence about the newest timestamps and one more document timestamp behind the document, so that it can be
    /// judged beyond the end of the certificate or algorithm of the one before.
    ///
    /// - Parameter bytes: A document of level B-LTA; one of a lower level is brought there.
    /// - Throws: ``PAdESError``.
    public func renew(_ bytes: [UInt8]) async throws(PAdESError) -> LevelOutcome { try await self.raise(bytes, to: .archival) }

    /// Whether a signature has neither a timestamp of its own nor a document timestamp behind it.
    private static func lacksTime(_ parts: [SignedPart]) -> Bool {
        let lastTimestamp = parts.lastIndex { $0.signature == nil } ?? -1
        return parts.enumerated().contains { index, part in
            part.signature != nil && part.timestamps.isEmpty && index > lastTimestamp
        }
    }

    /// Into the newest signature if it is the only one without, as long as nothing covers its contents.
    private func addingTime(_ bytes: [UInt8], _ parts: [SignedPart]) async throws(PAdESError) -> [UInt8] {
        let without = parts.filter { $0.signature != nil && $0.timestamps.isEmpty }
        if without.count == 1, let part = without.first, part.embedded.coverage == .wholeFile, let signature = part.signature,
            let range = part.embedded.byteRange
        {
            let cms: [UInt8]
            do {
                cms = try await signature.timestamped(by: self.timestamps)
            } catch {
                throw .cryptography(error)
            }
            do {
                return try PreparedSignature(emptying: bytes, byteRange: range).embed(cms: cms)
            } catch {
                // Without room in its padding the signature stays as it is.
                guard error.code == .signatureTooLarge else { throw .document(error) }
            }
        }
        return try await self.addingDocumentTimestamp(bytes)
    }

    private func addingEvidence(_ bytes: [UInt8], archival: Bool) async throws(PAdESError) -> LevelOutcome {
        let (enriched, material) = try await self.enriching(bytes)
        guard material.isComplete else {
            return LevelOutcome(bytes: enriched, level: .timestamped, debts: material.debts, revoked: material.revoked)
        }
        guard archival else { return LevelOutcome(bytes: enriched, level: .longTerm, revoked: material.revoked) }
        // The evidence about the newest timestamp's authority stands behind it; the next renewal covers it.
        let stamped = try await self.addingDocumentTimestamp(enriched)
        let (complete, rest) = try await self.enriching(stamped)
        return LevelOutcome(
            bytes: complete, level: .archival, debts: rest.debts, revoked: material.revoked.merging(rest.revoked) { first, _ in first })
    }

    /// The document with the evidence it lacks behind it, and that evidence.
    private func enriching(_ bytes: [UInt8]) async throws(PAdESError) -> ([UInt8], ValidationMaterial) {
        let document = try LevelSigner.opening(bytes, self.limits)
        let parts = try SignedPart.reading(document)
        let carried: DocumentSecurityStore
        do {
            carried = try document.securityStore()
        } catch {
            throw .document(error)
        }
        let material = try await EvidenceCollection(
            trust: self.trust, gatherer: self.gatherer, issuers: self.issuers, now: self.clock.now()
        ).gather(parts, carried: carried)
        let store = DocumentSecurityStore(
            certificates: material.certificates, ocsps: material.ocspAnswers, crls: material.revocationLists)
        do {
            return (try store.appended(to: document).bytes, material)
        } catch {
            throw .document(error)
        }
    }

    private func addingDocumentTimestamp(_ bytes: [UInt8]) async throws(PAdESError) -> [UInt8] {
        let document = try LevelSigner.opening(bytes, self.limits)
        var request = SignatureRequest(kind: .documentTimestamp, signedAt: self.clock.now(), reservedBytes: 8_192)
        var tries = 1
        while true {
            let prepared = try LevelSigner.prepare(document, request)
            let token: TimestampToken
            do {
                token = try await self.timestamps.timestamp(imprint: prepared.digest)
            } catch {
                throw .cryptography(error)
            }
            do {
                return try prepared.embed(cms: token.derBytes)
            } catch {
                guard error.code == .signatureTooLarge, let needed = error.neededBytes, tries < LevelSigner.maximumTries else {
                    throw .document(error)
                }
                request.reservedBytes = needed + 512
                tries += 1
            }
        }
    }
}

extension PreparedSignature {
    /// A signed document whose newest signature is taken out of its place, to put another one over the same bytes there.
    init(emptying bytes: [UInt8], byteRange: SignatureByteRange) throws(PDFError) {
        var emptied = bytes
        for position in (byteRange.firstLength + 1)..<(byteRange.secondOffset - 1) { emptied[position] = UInt8(ascii: "0") }
        try self.init(bytes: emptied, byteRange: byteRange)
    }
}
