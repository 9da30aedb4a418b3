import Clocks
import DirectoryDomain

/// A person with the identity the directory gave.
struct StoredPerson: Hashable, Sendable {
    let id: Identifier
    let person: Person
}
