import PAdES
import SigningDomain

/// The domain knows the levels by itself, for it imports nothing of the kind; here both are the same, checked by the compiler.
extension BaselineLevel {
    init(_ level: SignatureLevel) {
        self =
            switch level {
            case .basic: .basic
            case .timestamped: .timestamped
            case .longTerm: .longTerm
            case .archival: .archival
            }
    }

    /// The level as Shared/PAdES raises to it.
    var signatureLevel: SignatureLevel {
        switch self {
        case .basic: .basic
        case .timestamped: .timestamped
        case .longTerm: .longTerm
        case .archival: .archival
        }
    }
}
