/// Hands out new identifiers.
///
/// Passed to everything that needs one, so that tests decide which ids are made.
public protocol IdentifierSource: Sendable {
    /// A new identifier.
    func next() -> Identifier
}
