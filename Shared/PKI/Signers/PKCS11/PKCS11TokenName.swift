/// Which token: by its serial number, which is its own, or by its label, which its owner chose.
public enum PKCS11TokenName: Hashable, Sendable {
    /// The serial number as the token states it.
    case serialNumber(String)
    /// The label.
    case label(String)
}

extension PKCS11TokenName: CustomStringConvertible {
    /// Kind and value.
    public var description: String {
        switch self {
        case .serialNumber(let text): "serial number \(text)"
        case .label(let text): "label \(text)"
        }
    }
}
