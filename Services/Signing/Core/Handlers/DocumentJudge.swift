import Clocks
import PDF
import PKI

/// Judges every signature of a PDF: CMS by `PKI`, byte ranges and revisions by `PDF`.
struct DocumentJudge: Sendable {
    let trust: TrustStore
    let now: UTCInstant

    /// SHA-256 of the CMS of every signature, to look up the times this service recorded.
    static func fingerprints(in map: RevisionMap) -> [[UInt8]] {
        map.signatures.map { DigestAlgorithm.sha256.digest($0.cms) }
    }

    /// The verdicts, oldest signature first.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - map: Its revisions and signatures.
    ///   - times: When this service completed the signatures it made itself, by fingerprint.
    func verdicts(over bytes: [UInt8], _ map: RevisionMap, recorded times: [[UInt8]: UTCInstant]) -> [DocumentVerdict] {
        let isClosed = map.signatures.contains { $0.coverage == .wholeFile }
        return map.signatures.map { signature in
            let cms = DigestAlgorithm.sha256.digest(signature.cms)
            let claimed = signature.claimedTime.flatMap(ClaimedTime.read).map { SigningTime($0, .claimed) }
            let recorded = times[cms].map { SigningTime($0, .recorded) }
            let report = SignatureValidator(trust: self.trust).validate(
                contents: signature.contents, content: Self.pieces(signature.byteRange, of: bytes),
                signingTime: recorded ?? claimed, now: self.now)
            let objection = Self.objection(signature, isClosed: isClosed)
            let (indication, sub) = Self.combine(report, objection)
            return DocumentVerdict(
                indication: indication, subIndication: sub, report: report, claimedTime: claimed,
                coversWholeFile: signature.coverage == .wholeFile, objection: objection, cmsSHA256: cms)
        }
    }

    private static func objection(_ signature: EmbeddedSignature, isClosed: Bool) -> DocumentObjection? {
        guard signature.faults.isEmpty else { return .byteRange }
        let kinds = ["ETSI.CAdES.detached", "adbe.pkcs7.detached"]
        guard let kind = signature.subFilter, kinds.contains(kind), !signature.isDocumentTimestamp else { return .otherKind }
        return isClosed ? nil : .extended
    }

    private static func combine(
        _ report: PKI.SignatureReport, _ objection: DocumentObjection?
    ) -> (Indication, SubIndication?) {
        guard let objection, report.indication != .invalid else { return (report.indication, report.subIndication) }
        switch objection {
        case .byteRange: return (.invalid, .formatFailure)
        case .otherKind: return (.indeterminate, .generic)
        case .extended: return (.indeterminate, report.subIndication ?? .signatureConstraintsFailure)
        }
    }

    private static func pieces(_ range: SignatureByteRange?, of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        guard let range, let end = range.end, end <= bytes.count, range.firstLength >= 0, range.firstLength <= range.secondOffset,
            range.secondOffset <= end
        else { return [] }
        return [bytes[..<range.firstLength], bytes[range.secondOffset..<end]]
    }
}
