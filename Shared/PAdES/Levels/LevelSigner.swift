import Clocks
public import PDF
public import PKI

/// Signs a document and puts a trusted time into the signature: levels B-B and B-T.
///
/// The place for the signature is sized from the real chain. When a signature with its timestamp turns out longer, the
/// document is prepared anew with more room and signed again, because the digest changes; nothing is ever cut off.
///
/// Concurrency: safe from any task.
public struct LevelSigner: Sendable {
    /// How often the key is asked again for one document because the place was too small.
    static let maximumTries = 3

    private let timestamps: TimestampClient?
    private let limits: PDFLimits
    private let timestampAllowance: Int

    /// Makes a signer.
    ///
    /// - Parameters:
    ///   - timestamps: Where trusted times come from; `nil` makes B-B.
    ///   - limits: What documents are accepted.
    ///   - timestampAllowance: Room that is reserved for a timestamp at first. Unit: bytes.
    public init(timestamps: TimestampClient?, limits: PDFLimits = .standard, timestampAllowance: Int = 8_192) {
        self.timestamps = timestamps
        self.limits = limits
        self.timestampAllowance = max(0, timestampAllowance)
    }

    /// Signs a document.
    ///
    /// - Parameters:
    ///   - bytes: The document; not one byte of it changes.
    ///   - request: The field and what it shows; its room is enlarged when the chain needs more.
    ///   - builder: The signer's certificate, chain and scheme.
    ///   - key: Makes the signature value over the digest of the attributes; the only part that needs the key.
    /// - Returns: Level ``SignatureLevel/timestamped``, or ``SignatureLevel/basic`` without a timestamp client.
    /// - Throws: ``PAdESError``. When no authority gave a timestamp nothing is signed: the caller may sign without one.
    public func sign(
        _ bytes: [UInt8], request: SignatureRequest, builder: CMSBuilder,
        key: (SignedAttributes) async throws -> [UInt8]
    ) async throws(PAdESError) -> LevelOutcome {
        let document = try LevelSigner.opening(bytes, self.limits)
        var request = request
        let estimate = builder.reservedBytes + (self.timestamps == nil ? 0 : self.timestampAllowance)
        request.reservedBytes = max(request.reservedBytes, estimate)
        var tries = 1
        while true {
            let prepared = try Self.prepare(document, request)
            let cms = try await self.signature(over: prepared, builder, key)
            do {
                let signed = try prepared.embed(cms: cms)
                return LevelOutcome(bytes: signed, level: self.timestamps == nil ? .basic : .timestamped)
            } catch {
                guard error.code == .signatureTooLarge, let needed = error.neededBytes, tries < Self.maximumTries else {
                    throw .document(error)
                }
                // An ECDSA value and a serial number vary by a few bytes from one time to the next.
                request.reservedBytes = needed + 512
                tries += 1
            }
        }
    }

    private func signature(
        over prepared: PreparedSignature, _ builder: CMSBuilder, _ key: (SignedAttributes) async throws -> [UInt8]
    ) async throws(PAdESError) -> [UInt8] {
        let algorithm = builder.scheme.digestAlgorithm
        let digest = algorithm == .sha256 ? prepared.digest : algorithm.digest(feeding: prepared.forEachCoveredPiece)
        let attributes: SignedAttributes
        do {
            attributes = try builder.signedAttributes(contentDigest: digest)
        } catch {
            throw .cryptography(error)
        }
        let value: [UInt8]
        do {
            value = try await key(attributes)
        } catch {
            throw .key(error)
        }
        do {
            let cms = try builder.build(attributes, contentDigest: digest, signature: value)
            guard let timestamps = self.timestamps else { return cms }
            return try await CMSSignature(contents: cms).timestamped(by: timestamps)
        } catch {
            throw .cryptography(error)
        }
    }

    static func opening(_ bytes: [UInt8], _ limits: PDFLimits) throws(PAdESError) -> PDFDocument {
        do {
            return try PDFDocument(bytes: bytes, limits: limits)
        } catch {
            throw .document(error)
        }
    }

    static func prepare(_ document: PDFDocument, _ request: SignatureRequest) throws(PAdESError) -> PreparedSignature {
        do {
            return try SignaturePreparation.prepare(document, request)
        } catch {
            throw .document(error)
        }
    }
}

extension CMSSignature {
    /// The signature with a timestamp over its value, obtained now.
    func timestamped(by client: TimestampClient) async throws(PKIError) -> [UInt8] {
        let imprint = DigestAlgorithm.sha256.digest(try self.signatureValue())
        return try self.adding(timestamp: try await client.timestamp(imprint: imprint))
    }
}
