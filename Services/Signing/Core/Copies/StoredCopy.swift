import Clocks
import SigningDomain

/// A copy as it is kept.
struct StoredCopy: Hashable, Sendable {
    /// The texts of the sheet of a copy on paper.
    struct Sheet: Hashable, Codable, Sendable {
        var agency: String
        var place: String
        var authority: [String]
        var signer: String
        var recipients: [String]
    }

    /// How far it is.
    enum State: String, Sendable {
        /// The organisation has to sign it.
        case unsigned
        /// It is a copy.
        case made
    }

    var id: Identifier
    var agency: String
    var kind: CopyKind
    var direction: CopyDirection
    var sourceDocument: Identifier?
    var sourceCopy: Identifier?
    var sourceNotation: String
    var sourceDated: VietnamDate
    var sourceAuthor: String
    var part: String
    var notation: String
    var dated: VietnamDate
    var state: State
    var file: DocumentFile?
    var sheet: Sheet?
    var officer: String
    var madeAt: UTCInstant
}
