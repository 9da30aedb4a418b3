import GatewayDomain
import Mustache

/// Escapes for HTML scalar by scalar.
struct ScalarEscaping: MustacheContentType {
    static let name = "HOSO-HTML"

    func escapeText(_ text: String) -> String { HTMLText.escaped(text) }
}
