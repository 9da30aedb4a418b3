public import PDF
public import PKI

/// Why a document could not be signed or brought to a level.
public enum PAdESError: Error, Sendable {
    /// The document cannot be read or extended.
    case document(PDFError)
    /// A signature, certificate or timestamp cannot be made or read; for a timestamp the message says who was asked.
    case cryptography(PKIError)
    /// The signer's key did not sign; holds what the signer said.
    case key(any Error)
    /// There is no signature that could be brought to a level.
    case notSigned
    /// The signer or a timestamp authority does not lead to an anchor, so that no evidence about it can be gathered.
    case notTrusted(String)
}

extension PAdESError: CustomStringConvertible {
    /// What happened, in words for the log.
    public var description: String {
        switch self {
        case .document(let error): "document: \(error)"
        case .cryptography(let error): "cryptography: \(error)"
        case .key(let error): "key: \(error)"
        case .notSigned: "the document carries no signature"
        case .notTrusted(let detail): "not trusted: \(detail)"
        }
    }
}
