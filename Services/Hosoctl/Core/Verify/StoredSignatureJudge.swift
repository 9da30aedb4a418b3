import Clocks
import PDF
import PKI

/// Judges the signatures of a stored file as a stranger would.
struct StoredSignatureJudge: Sendable {
    let trust: TrustStore
    /// When the suite completed a signature, by the SHA-256 of its CMS.
    let recorded: [[UInt8]: UTCInstant]
    let now: UTCInstant

    /// What is wrong; nil when every signature is valid and the newest covers the whole file.
    func fault(of bytes: [UInt8]) -> Words? {
        let map: RevisionMap
        do {
            map = try RevisionMap(PDFDocument(bytes: bytes))
        } catch {
            return Words("không phải tệp PDF đọc được", "this is no readable PDF: \(error)")
        }
        guard let newest = map.signatures.last else { return Words("không có chữ ký số", "it carries no signature") }
        guard newest.coverage == .wholeFile else {
            return Words("chữ ký cuối không bao trùm cả tệp", "the newest signature does not cover the whole file")
        }
        for signature in map.signatures {
            guard signature.faults.isEmpty, let pieces = Self.pieces(signature.byteRange, of: bytes) else {
                return Words("phạm vi ký không đáng tin cậy", "the signed range cannot be relied on")
            }
            let time = self.recorded[DigestAlgorithm.sha256.digest(signature.cms)].map { SigningTime($0, .recorded) }
            let report = SignatureValidator(trust: self.trust).validate(
                contents: signature.contents, content: pieces, signingTime: time, now: self.now)
            guard report.indication == .valid else {
                return Words(report.verdictSentence(in: .vietnamese), report.verdictSentence(in: .english))
            }
        }
        return nil
    }

    private static func pieces(_ range: SignatureByteRange?, of bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
        guard let range, let end = range.end, range.firstLength >= 0, range.firstLength <= range.secondOffset,
            range.secondOffset <= end, end <= bytes.count
        else { return nil }
        return [bytes[..<range.firstLength], bytes[range.secondOffset..<end]]
    }
}
