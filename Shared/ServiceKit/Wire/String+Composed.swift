import Foundation

extension String {
    /// The text in normal form C, as everything is stored and compared (R9).
    public var composed: String {
        self.precomposedStringWithCanonicalMapping
    }
}
