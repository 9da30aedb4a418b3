internal import Foundation

extension String {
    /// The canonical decomposition (NFD).
    var decomposed: String { self.decomposedStringWithCanonicalMapping }
}
