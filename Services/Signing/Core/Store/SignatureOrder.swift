import BlobStore
import Clocks
import PKI

/// What a caller asks to have signed.
struct SignatureOrder: Hashable, Sendable {
    let idempotencyKey: String
    let subjectKind: String
    let subjectID: Identifier
    let subjectKey: String
    let profile: String
    let officer: String
    let certificateSHA256: [UInt8]
    let document: BlobReference
    var issue = IssueDetails.none

    /// The same for the same order, whatever its key: tells a repeated call from another one under the same key.
    var fingerprint: [UInt8] {
        let texts = [self.subjectKind, self.subjectKey, self.profile, self.officer].map { Array($0.utf8) }
        let parts = texts + [self.subjectID.bytes, self.certificateSHA256, self.document.sha256] + self.issue.fingerprintParts
        return DigestAlgorithm.sha256.digest(parts.flatMap { Array("\($0.count):".utf8) + $0 })
    }
}
